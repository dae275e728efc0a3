/**
 * cProfile.run and runctx: TypeScript as a text, run as a program of its own, so that every call is
 * counted. Its imports are found as from a file in the working folder, where it lies while it runs.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import type { Profile } from "../model/profile.ts";
import { ProfileError } from "../profile-error.ts";
import { printReport, type ReportOptions } from "../stats/report.ts";
import { type ProgramRun, type RunProgramOptions, runProgram } from "./run-program.ts";

export interface RunCodeOptions extends Omit<RunProgramOptions, "isPackage">, ReportOptions {}

/** What reports call the text, as Python does. */
const TEXT_NAME = "<string>";

let count = 0;

/**
 * Runs a text and prints its report. What the program throws is on its stderr; the report still comes.
 * @example await run('import { evolve } from "./simul.ts"; evolve(1000);', { sortBy: ["tottime"] });
 * @throws ProfileError if the text does not parse
 */
export function run(code: string, options: RunCodeOptions = {}): Promise<ProgramRun> {
  return runText(code, undefined, options);
}

/**
 * The same with values to use by name. They are copied, as by `structuredClone`: what the text changes
 * of them is not seen here, and they can hold no functions.
 * @example await runctx("xs.sort()", { xs: [3, 1, 2] });
 */
export async function runctx(
  code: string,
  context: Readonly<Record<string, unknown>>,
  options: RunCodeOptions = {},
): Promise<ProgramRun> {
  return runText(code, contextModule(context), options);
}

async function runText(
  code: string,
  context: string | undefined,
  options: RunCodeOptions,
): Promise<ProgramRun> {
  const { cwd = process.cwd(), exclude = [] } = options;
  const name = `.hpts-run-${process.pid}-${++count}`;
  const [program, values] = [`${name}.mts`, `${name}.values.mjs`];
  const written = [program, values].map((file) => join(cwd, file));
  // On the first line, so that all lines keep their numbers.
  const head = context === undefined ? "" : `import "./${values}";`;
  try {
    writeText(join(cwd, program), `${head}${code}`);
    if (context !== undefined) writeText(join(cwd, values), context);
    const ended = await runProgram(program, { ...options, exclude: [...exclude, values] });
    const profile = ended.profile && named(ended.profile, program);
    if (profile !== undefined) printReport(profile, options);
    return { ...ended, profile, problem: ended.problem?.replace(program, TEXT_NAME) };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new ProfileError(error.code, error.message.replace(program, TEXT_NAME), { cause: error });
  } finally {
    for (const file of written) rmSync(file, { force: true });
  }
}

/** Makes the values global: the text can read and change them, and declare names that hide them. */
function contextModule(context: Readonly<Record<string, unknown>>): string {
  for (const [name, value] of Object.entries(context)) {
    try {
      serialize(value);
    } catch (cause) {
      const message = `runctx: ${name} cannot be handed to another process: ${(cause as Error).message}`;
      throw new ProfileError("HPTS_PROFILE_OPTION", message, { cause });
    }
  }
  const bytes = serialize({ ...context }).toString("base64");
  return `import { deserialize } from "node:v8";
Object.assign(globalThis, deserialize(Buffer.from("${bytes}", "base64")));`;
}

function named(profile: Profile, program: string): Profile {
  const { frames, sources, meta } = profile;
  const rename = (file: string): string => (file.endsWith(program) ? TEXT_NAME : file);
  return {
    ...profile,
    meta: { ...meta, command: [TEXT_NAME, ...meta.command.slice(1)] },
    frames: { ...frames, file: frames.file.map(rename) },
    ...(sources !== undefined && {
      sources: Object.fromEntries(
        Object.entries(sources).map(([file, text]) => [rename(file), text]),
      ),
    }),
  };
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (cause) {
    const message = `the text is run from a file in the working folder, and ${(cause as Error).message}`;
    throw new ProfileError("HPTS_PROFILE_PROGRAM", message, { cause });
  }
}
