/** Where a command runs: the course, the folder of the caller, how its output looks. */
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import {
  findCourse,
  findLab,
  type Lab,
  type Look,
  lookOf,
  readLabs,
  UsageError,
} from "@hpts/labkit/lab";
import { EXIT } from "./exit-codes.ts";
import { printError } from "./report.ts";

export interface Context {
  readonly root: string;
  readonly cwd: string;
  readonly look: Look;
  /** How the caller runs this command: "pnpm hpts". */
  readonly command: string;
}

/** @throws UsageError outside the course */
export function currentContext(): Context {
  const cwd = callersFolder();
  return {
    root: findCourse(cwd),
    cwd,
    look: lookOf(process.stdout, process.env),
    command: commandName(process.env),
  };
}

/**
 * Where the caller stands; pnpm and npm change into the course's folder before they start us.
 * A real path, as the course's is: what is shown is relative to it.
 */
export function callersFolder(): string {
  return realpathSync(process.env["INIT_CWD"] ?? process.cwd());
}

/**
 * The labs that can be used. Those that cannot are named on stderr, and make the exit code 1: they
 * must not be passed over in silence.
 */
export function usableLabs({ root }: Context): readonly Lab[] {
  const { labs, errors } = readLabs(root);
  for (const error of errors) printError(error.message);
  if (errors.length > 0) process.exitCode = EXIT.notReached;
  if (labs.length === 0 && errors.length === 0) throw new UsageError("the course has no labs");
  return labs;
}

/** The lab a person named. */
export function labNamed(context: Context, name: string): Lab {
  return findLab(context.root, name, context.cwd);
}

/** A lab's folder as seen from the caller, so that places in it can be clicked. */
export function pathTo(context: Context, lab: Lab): string {
  return relative(context.cwd, lab.dir);
}

/** Whoever has no pnpm calls the same script through npm. */
function commandName(env: NodeJS.ProcessEnv): string {
  const agent = env["npm_config_user_agent"] ?? "";
  const throughNpm = agent.startsWith("npm/") && !isOnPath("pnpm", env["PATH"] ?? "");
  return env["HPTS_COMMAND"] ?? (throughNpm ? "npm run hpts --" : "pnpm hpts");
}

function isOnPath(program: string, path: string): boolean {
  const names = process.platform === "win32" ? [`${program}.cmd`, `${program}.exe`] : [program];
  return path.split(delimiter).some((dir) => names.some((name) => isExecutable(join(dir, name))));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
