/** What `hpts profile` and `hpts lines` share: run the program, keep its profile, say how it ended. */
import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "@hpts/labkit/lab";
import {
  type Profile,
  type RunEngine,
  type RunProgramOptions,
  runProgram,
  saveProfile,
} from "@hpts/profile";
import { EXIT } from "./exit-codes.ts";
import { checkOutput, noMatch, sayingMistakes, standingIn } from "./profile-files.ts";
import { printError } from "./report.ts";

export interface RunFlags {
  readonly engine: RunEngine;
  readonly output?: string;
  readonly interval?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly module?: boolean;
  readonly json?: boolean;
}

/**
 * Sets the exit code: the program's own.
 * @param viewer the command that shows the profile when it is kept
 * @returns its profile, if it left one
 */
export async function profiledRun(
  program: string,
  args: readonly string[],
  flags: RunFlags,
  { viewer, ...more }: RunProgramOptions & { readonly viewer: string },
): Promise<Profile | undefined> {
  const { engine, include = [], exclude = [] } = flags;
  const intervalUs = interval(flags);
  const output = outputFile(flags);
  const run = await sayingMistakes(() =>
    runProgram(program, {
      engine,
      args,
      intervalUs,
      include,
      exclude,
      isPackage: flags.module ?? false,
      cwd: standingIn(),
      ...more,
    }),
  );
  process.exitCode = run.exitCode;
  // The terminal has shown ^C, with nothing after it.
  if (run.exitSignal === "SIGINT" && process.stdout.isTTY) process.stdout.write("\n");
  for (const glob of run.unmatched) printError(noMatch(glob));
  if (run.problem !== undefined) {
    printError(run.problem);
    if (run.exitCode !== 0) {
      process.exitCode = EXIT.crash;
      return undefined;
    }
  }
  if (run.profile === undefined) {
    const how = run.exitSignal ?? `exit code ${run.exitCode}`;
    printError(`the program ended (${how}) before anything could be measured`);
  } else if (output !== undefined) {
    const { profile } = run;
    await sayingMistakes(() => saveProfile(output, profile));
    console.error(`hpts: the profile is in ${flags.output}; ${viewer} ${flags.output} shows it`);
  }
  return run.profile;
}

/** Noticed before the program runs, and not when its profile would be lost. */
function outputFile({ output }: RunFlags): string | undefined {
  if (output === undefined) return undefined;
  checkOutput(output, "the program's output");
  const file = resolve(standingIn(), output);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`-o must be a file, ${output} is a folder`);
  }
  if (existsSync(dirname(file))) return file;
  throw new UsageError(`-o ${output}: there is no folder ${dirname(output)}`);
}

function interval({ interval: text, engine }: RunFlags): number {
  if (text === undefined) return 1000;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 50 || value > 1_000_000) {
    throw new UsageError(`-i must be 50 to 1000000 microseconds, got ${text}`);
  }
  if (engine !== "sample" && engine !== "count") {
    printError(`-i is for samples of V8: engine ${engine} takes none`);
  }
  return value;
}
