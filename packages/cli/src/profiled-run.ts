/** What `hpts profile` and `hpts lines` share: run the program, keep its profile, say how it ended. */
import { resolve } from "node:path";
import { UsageError } from "@hpts/labkit/lab";
import {
  type Profile,
  ProfileError,
  type RunEngine,
  type RunProgramOptions,
  runProgram,
  saveProfile,
} from "@hpts/profile";
import { EXIT } from "./exit-codes.ts";
import { sayingMistakes, standingIn } from "./profile-files.ts";
import { printError } from "./report.ts";

export interface RunFlags {
  readonly engine: RunEngine;
  readonly output?: string;
  readonly interval: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly module?: boolean;
  readonly json?: boolean;
}

/**
 * Sets the exit code: the program's own.
 * @returns its profile, if it left one
 */
export async function profiledRun(
  program: string,
  args: readonly string[],
  flags: RunFlags,
  more: RunProgramOptions = {},
): Promise<Profile | undefined> {
  const { engine, include, exclude } = flags;
  const intervalUs = interval(flags.interval);
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
  } else if (flags.output !== undefined) {
    save(resolve(standingIn(), flags.output), run.profile);
    console.error(`hpts: the profile is in ${flags.output}; hpts stats ${flags.output} shows it`);
  }
  return run.profile;
}

function save(path: string, profile: Profile): void {
  try {
    saveProfile(path, profile);
  } catch (error) {
    if (error instanceof ProfileError) throw error;
    throw new UsageError(`cannot write the profile: ${(error as Error).message}`, { cause: error });
  }
}

function interval(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 50 && value <= 1_000_000) return value;
  throw new UsageError(`-i must be 50 to 1000000 microseconds, got ${text}`);
}
