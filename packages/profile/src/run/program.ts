/** Which file is to be run, and whether it can be. */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import { parse, SyntaxProblem } from "../instrument/syntax.ts";
import { ProfileError } from "../profile-error.ts";
import { problemText } from "./problem.ts";

export interface Program {
  readonly file: string;
  /** Folders that are measured although they are in node_modules. */
  readonly always: readonly string[];
}

const SUFFIXES = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];

/** @throws ProfileError */
export function findProgram(name: string, cwd: string, isPackage: boolean): Program {
  const found = isPackage
    ? commandOfPackage(name, cwd)
    : { file: fileNamed(name, cwd), always: [] };
  checkSyntax(found.file, cwd);
  return found;
}

function fileNamed(name: string, cwd: string): string {
  const whole = resolve(cwd, name);
  const file = SUFFIXES.map((suffix) => whole + suffix).find(
    (one) => existsSync(one) && statSync(one).isFile(),
  );
  if (file !== undefined) return realpathSync(file);
  if (existsSync(whole)) {
    throw problem(`${name} is a folder; name the file in it that is to be run`);
  }
  throw problem(`there is no file ${name}`);
}

/** The only command of a package, or the one with its name; else its main file. */
function commandOfPackage(name: string, cwd: string): Program {
  const { resolve: find } = createRequire(join(cwd, "program.js"));
  const dir = packageFolder(name, cwd);
  if (dir === undefined) throw problem(`there is no package ${name} to be found from ${cwd}`);
  const { bin } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8")) as {
    bin?: string | Record<string, string>;
  };
  const commands = typeof bin === "object" ? bin : {};
  const short = name.replace(/^@[^/]*\//, "");
  const command = typeof bin === "string" ? bin : (commands[short] ?? Object.values(commands)[0]);
  try {
    const file = command === undefined ? find(name) : join(dir, command);
    return { file: realpathSync(file), always: [realpathSync(dir)] };
  } catch (cause) {
    throw problem(`package ${name} has neither a command nor a main file`, cause);
  }
}

function packageFolder(name: string, cwd: string): string | undefined {
  for (let dir = resolve(cwd); ; dir = dirname(dir)) {
    const found = join(dir, "node_modules", name);
    if (existsSync(join(found, "package.json"))) return found;
    if (dirname(dir) === dir) return undefined;
  }
}

function checkSyntax(file: string, cwd: string): void {
  if (extname(file) === ".json") throw problem(`${file} is data, not a program`);
  try {
    parse(file, readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (cause) {
    if (!(cause instanceof SyntaxProblem)) throw cause;
    const { line, column, message } = cause;
    const text = problemText({ file, line, column, message }, cwd);
    throw new ProfileError("HPTS_PROFILE_SYNTAX", text, { cause });
  }
}

function problem(message: string, cause?: unknown): ProfileError {
  return new ProfileError("HPTS_PROFILE_PROGRAM", message, { cause });
}
