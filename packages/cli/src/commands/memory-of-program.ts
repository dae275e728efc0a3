/** `hpts memory file.ts`: a program's memory by line, or by function. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "@hpts/labkit/lab";
import { type Profile, Stats, saveProfile } from "@hpts/profile";
import {
  functionMemory,
  linesReport,
  linesText,
  type Measured,
  measureProgram,
} from "@hpts/profile/memory";
import { EXIT } from "../exit-codes.ts";
import { checkOutput, noMatch, sayingMistakes, standingIn } from "../profile-files.ts";
import { printError } from "../report.ts";

export interface MemoryFlags {
  readonly function: readonly string[];
  readonly functions?: boolean;
  readonly gc?: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly output?: string;
  readonly json?: boolean;
}

const TOP_FUNCTIONS = 20;

export async function measureMemory(
  file: string | undefined,
  args: readonly string[],
  flags: MemoryFlags,
): Promise<void> {
  if (file === undefined) {
    throw new UsageError("expected a program, as in: hpts memory work.ts; or run, plot, peak");
  }
  if (flags.functions === true && flags.gc === true) {
    throw new UsageError("--gc is for lines: V8's samples count what was collected anyway");
  }
  if (flags.output !== undefined) checkOutput(flags.output, "the program's output");
  const cwd = standingIn();
  const startedAt = new Date().toISOString();
  const measured = await sayingMistakes(() =>
    measureProgram(file, {
      what: flags.functions === true ? "functions" : "lines",
      cwd,
      args,
      functions: flags.function,
      include: flags.include,
      exclude: flags.exclude,
      isClean: flags.gc ?? false,
    }),
  );
  process.exitCode = measured.exitCode;
  for (const glob of measured.unmatched) printError(noMatch(glob));
  if (measured.problem !== undefined) {
    printError(measured.problem);
    if (measured.exitCode !== 0) {
      process.exitCode = EXIT.crash;
      return;
    }
  }
  if (flags.functions === true) {
    const facts = { command: [file, ...args], cwd, startedAt };
    showFunctions(await sayingMistakes(() => functionMemory(measured, facts)), flags);
  } else {
    showLines(measured, flags, cwd);
  }
}

function showLines(measured: Measured, flags: MemoryFlags, cwd: string): void {
  if (measured.lines.length === 0) {
    printError("nothing was measured: the program was killed");
    return;
  }
  const report = linesReport(measured.lines, measured.tables, flags.gc ?? false);
  if (report.blocks.length === 0) {
    const wanted = flags.function.join(", ");
    const what = wanted === "" ? "no line of the program ran" : `no function ${wanted} ran`;
    printError(`${what}: there is nothing to show`);
    if (measured.exitCode === 0) process.exitCode = EXIT.notReached;
    return;
  }
  const text = flags.json === true ? `${JSON.stringify(report)}\n` : linesText(report, cwd);
  if (flags.output === undefined) process.stdout.write(text);
  else writeFileSync(resolve(cwd, flags.output), text);
}

function showFunctions(profile: Profile, flags: MemoryFlags): void {
  if (flags.output !== undefined) {
    saveProfile(resolve(standingIn(), flags.output), profile);
    console.error(`hpts: the profile is in ${flags.output}; hpts stats ${flags.output} shows it`);
    return;
  }
  const stats = new Stats(profile).sortStats("tottime");
  if (flags.json === true) console.log(JSON.stringify(stats.getStatsProfile(), null, 1));
  else stats.printStats(TOP_FUNCTIONS);
}
