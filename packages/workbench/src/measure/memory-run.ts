/** A program's memory: line by line, and over time. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import { ProfileError } from "@hpts/profile";
import {
  type LinesReport,
  linesReport,
  measureProgram,
  readTimeline,
  recordMemory,
} from "@hpts/profile/memory";
import { type Chart, memory } from "@hpts/viz/chart";
import { builtProgram } from "./built-program.ts";
import type { Report } from "./child-messages.ts";
import { memoryArguments, programFile } from "./measurable.ts";
import { lastOf } from "./output.ts";
import { nameIn } from "./profile-run.ts";
import type { MemoryResult, Trouble } from "./results.ts";
import { thisMachine } from "./this-machine.ts";
import { limitIn } from "./time-limit.ts";
import { withoutStart } from "./timeline-start.ts";
import { endlessTrouble, syntaxTrouble, troubleOfProgram } from "./trouble.ts";

const LIMIT_S = 30;
/** As often as a short program needs. */
const INTERVAL_MS = 2;
/** What is not the lab's own code takes memory too, but its lines say nothing to a student. */
const OWN = ["starter/**", "programs/**"];

/** @param options program: its name */
export async function measureMemory(
  lab: Lab,
  options: Readonly<Record<string, unknown>>,
  report: Report,
): Promise<MemoryResult> {
  const program = nameIn(options, lab);
  const limitS = limitIn(options, LIMIT_S);
  report({ step: "the lines: what each one takes", done: 0, all: 2 });
  const { lines, trouble, output } = await linesOf(lab, program, limitS);
  const found: MemoryResult = {
    program,
    args: memoryArguments(programFile(lab.dir, program)),
    output,
    ...(lines !== undefined && isWorthShowing(lines, trouble) && { lines }),
    ...(trouble !== undefined && { trouble }),
  };
  if (trouble !== undefined) return found;
  report({ step: "the program over time", done: 1, all: 2, partial: found });
  return { ...found, timeline: await timelineOf(lab, program, limitS) };
}

/** Of code that is not written yet, only the lines above it have run; of what cannot be read, none. */
function isWorthShowing({ blocks }: LinesReport, trouble: Trouble | undefined): boolean {
  return trouble === undefined || (trouble.kind !== "todo" && blocks.length > 0);
}

interface Measured {
  readonly lines: LinesReport | undefined;
  readonly trouble: Trouble | undefined;
  readonly output: string;
}

async function linesOf(lab: Lab, program: string, limitS: number): Promise<Measured> {
  const limit = limited(limitS);
  try {
    const file = programFile(lab.dir, program);
    const ended = await measureProgram(file, {
      what: "lines",
      args: memoryArguments(file),
      cwd: lab.dir,
      include: OWN,
      output: "pipe",
    });
    const trouble = limit.isReached() ? slowTrouble(limitS) : troubleOfProgram(ended, lab.manifest);
    const lines = linesReport(ended.lines, ended.tables, false);
    return { lines: shownIn(lab.dir, lines), trouble, output: lastOf(ended) };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return { lines: undefined, trouble: syntaxTrouble(error.message), output: "" };
  } finally {
    limit.clear();
  }
}

/** Either it never ends, or it only takes long because each line is measured. */
function slowTrouble(limitS: number): Trouble {
  const { kind, message } = endlessTrouble(limitS);
  return { kind, message: `${message} Measuring takes a microsecond for each line that runs.` };
}

/** Paths as they are shown: seen from the lab. */
function shownIn(dir: string, report: LinesReport): LinesReport {
  const blocks = report.blocks.map((block) => ({ ...block, file: relative(dir, block.file) }));
  return { ...report, blocks };
}

async function timelineOf(lab: Lab, program: string, limitS: number): Promise<Chart> {
  const dir = mkdtempSync(join(tmpdir(), "hpts-timeline-"));
  const limit = limited(limitS);
  try {
    const file = join(dir, "memory.dat");
    const built = await builtProgram(programFile(lab.dir, program), dir);
    await recordMemory([process.execPath, built], {
      file,
      cwd: lab.dir,
      env: process.env,
      children: false,
      intervalMs: INTERVAL_MS,
    });
    const timeline = withoutStart(readTimeline(readFileSync(file, "utf8"), `${program}.ts`));
    const title = `Memory of ${program}.ts over time`;
    return memory([timeline], { title, machine: thisMachine() });
  } finally {
    limit.clear();
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Limit {
  isReached(): boolean;
  clear(): void;
}

/** A signal to us goes to the program that is measured; it leaves its figures, or the third one ends it. */
function limited(limitS: number): Limit {
  let isReached = false;
  const timers = [0, 2, 2.5].map((moreS) =>
    setTimeout(
      () => {
        isReached = true;
        process.kill(process.pid, "SIGTERM");
      },
      (limitS + moreS) * 1000,
    ),
  );
  return { isReached: () => isReached, clear: () => timers.forEach(clearTimeout) };
}
