/**
 * `@hpts/profile` as it is in the sandbox: all that it makes of profiles, and no engine. Programs are
 * run by the judge, which gives the profile.
 */
import { ProfileError, parseProfile } from "@hpts/profile/files";
import { GIVEN_KEY } from "../submission/given-key.ts";

export * from "@hpts/profile/files";

interface ProgramRun {
  readonly profile: ReturnType<typeof parseProfile>;
  readonly exitCode: number;
  readonly exitSignal: undefined;
  readonly problem: undefined;
  readonly unmatched: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
}

type Programs = { readonly run: (program: string, engine: string) => string };

/** @throws ProfileError if there is no such program */
export async function runProgram(
  program: string,
  { engine = "exact" }: { readonly engine?: string } = {},
): Promise<ProgramRun> {
  const given = (globalThis as Record<symbol, unknown>)[Symbol.for(GIVEN_KEY)];
  const text = (given as Record<string, Programs>)["#programs"]!.run(program, engine);
  if (text === "") throw new ProfileError("HPTS_PROFILE_FILE", `${program}: no such file`);
  return {
    profile: parseProfile(text, program),
    exitCode: 0,
    exitSignal: undefined,
    problem: undefined,
    unmatched: [],
    stdout: "",
    stderr: "",
  };
}
