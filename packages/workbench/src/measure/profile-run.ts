/** A profile of one of the lab's programs, with its lines, and why it is slow. */
import { readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import { type Profile, ProfileError, profileData, runProgram } from "@hpts/profile";
import type { Report } from "./child-messages.ts";
import { textOf } from "./last-code.ts";
import { measuresOf, programFile } from "./measurable.ts";
import { lastOf } from "./output.ts";
import type { ProfileResult, Trouble } from "./results.ts";
import { handedOutStage } from "./stage.ts";
import { limitIn } from "./time-limit.ts";
import { endlessTrouble, syntaxTrouble, troubleOfProgram } from "./trouble.ts";
import { whySlow } from "./why-slow/why-slow.ts";
import { withLines } from "./with-lines.ts";

type Options = Readonly<Record<string, unknown>>;

const LIMIT_S = 20;
/** V8 is asked that often where the program is short. */
const INTERVAL_US = 200;

/** @param options program: its name; engine: "exact" or "sample"; handedOut: whether to compare */
export async function profile(lab: Lab, options: Options, report: Report): Promise<ProfileResult> {
  const program = nameIn(options, lab);
  const engine = options["engine"] === "sample" ? "sample" : "exact";
  const wantsBoth = options["handedOut"] !== false;
  const limitS = limitIn(options, LIMIT_S);
  const all = wantsBoth ? 4 : 3;
  const base = { program };
  const runs = new Runs(lab, program, limitS);

  report({ step: "the functions: who calls whom, how often", done: 0, all });
  const calls = await runs.run("exact");
  const { output } = calls;
  if (calls.trouble !== undefined && calls.profile === undefined) {
    return { ...base, trouble: calls.trouble, output };
  }
  if (calls.trouble !== undefined && calls.trouble.kind !== "endless") {
    return { ...base, trouble: calls.trouble, output };
  }
  const isEndless = calls.trouble?.kind === "endless";
  if (isEndless) runs.limitS = Math.min(limitS, 2); // long enough to see where it hangs
  report({ step: "the lines: how often each one runs", done: 1, all });
  const lines = await runs.run("line");
  report({ step: "samples by V8: where garbage is collected", done: 2, all });
  const samples = await runs.run("sample");

  const main = engine === "exact" ? calls.profile : samples.profile;
  const shown =
    main && (engine === "exact" && lines.profile ? withLines(main, lines.profile) : main);
  const why =
    lines.profile &&
    whySlow(
      { lines: lines.profile, calls: calls.profile, samples: samples.profile },
      { isOwn: isBelow(join(lab.dir, "starter")), isCounted: ownIn(lab.dir) },
    );
  const found: ProfileResult = {
    ...base,
    ...(calls.trouble !== undefined && { trouble: calls.trouble }),
    ...(shown !== undefined && { profile: dataOf(shown, lab.dir) }),
    ...(why !== undefined && { why }),
    output,
  };
  if (!wantsBoth || isEndless || main === undefined) return found;
  report({ step: "the starter as it was handed out", done: 3, all, partial: found });
  return { ...found, ...(await handedOut(lab, program, engine, limitS)) };
}

export function nameIn(options: Options, lab: Lab): string {
  const { programs } = measuresOf(lab);
  const wanted = options["program"] ?? programs[0]?.name;
  const found = programs.find(({ name }) => name === wanted);
  if (found !== undefined) return found.name;
  const known = programs.map(({ name }) => name).join(", ") || "none";
  throw new Error(`lab ${lab.manifest.id} has no program "${String(wanted)}"; it has: ${known}`);
}

interface Run {
  readonly profile: Profile | undefined;
  readonly trouble: Trouble | undefined;
  readonly output: string;
}

class Runs {
  limitS: number;
  readonly #lab: Lab;
  readonly #program: string;

  constructor(lab: Lab, program: string, limitS: number) {
    this.#lab = lab;
    this.#program = program;
    this.limitS = limitS;
  }

  run(engine: "exact" | "line" | "sample"): Promise<Run> {
    return runIn(this.#lab, this.#lab.dir, this.#program, engine, this.limitS);
  }
}

async function runIn(
  lab: Lab,
  dir: string,
  program: string,
  engine: "exact" | "line" | "sample",
  limitS: number,
): Promise<Run> {
  const limit = AbortSignal.timeout(limitS * 1000);
  try {
    const ended = await runProgram(programFile(dir, program), {
      engine,
      cwd: dir,
      output: "pipe",
      intervalUs: INTERVAL_US,
      signal: limit,
    });
    const trouble = limit.aborted ? endlessTrouble(limitS) : troubleOfProgram(ended, lab.manifest);
    return { profile: ended.profile, trouble, output: lastOf(ended) };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return { profile: undefined, trouble: syntaxTrouble(error.message), output: "" };
  }
}

async function handedOut(
  lab: Lab,
  program: string,
  engine: "exact" | "sample",
  limitS: number,
): Promise<Pick<ProfileResult, "handedOut" | "noHandedOut">> {
  const stage = handedOutStage(lab.dir);
  if (stage === undefined) return { noHandedOut: "The starter as it was handed out is not there." };
  try {
    if (textOf(join(stage.dir, "starter")) === textOf(join(lab.dir, "starter"))) {
      // Two runs of the same code would show how they scatter, and look like a change.
      return { noHandedOut: "Your code is the starter as it was handed out: nothing to compare." };
    }
    const ran = await runIn(lab, stage.dir, program, engine, limitS);
    if (ran.trouble?.kind === "todo")
      return { noHandedOut: "As it was handed out, this part of the starter was unwritten." };
    if (ran.trouble !== undefined || ran.profile === undefined)
      return { noHandedOut: "The starter as it was handed out could not be profiled." };
    return { handedOut: dataOf(ran.profile, stage.dir) };
  } finally {
    stage.remove();
  }
}

/** Only the lab's own texts go to the page. */
function dataOf(measured: Profile, dir: string): NonNullable<ProfileResult["profile"]> {
  const isOwn = ownIn(dir);
  const sources = measured.sources ?? {};
  const data = profileData(measured, {
    readSource: (file) => (isOwn(file) ? (sources[file] ?? readFileSync(file, "utf8")) : undefined),
  });
  return data;
}

const ownIn =
  (dir: string) =>
  (file: string): boolean =>
    ["starter", "programs", "tests"].some((folder) => isBelow(join(dir, folder))(file));

const isBelow =
  (dir: string) =>
  (file: string): boolean =>
    file.startsWith(dir + sep);
