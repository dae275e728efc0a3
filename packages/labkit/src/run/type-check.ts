/**
 * What the type checker says of a student's files. The tests run without it (vitest only strips the
 * types), so a lab can be done in code that does not type-check; the course is in TypeScript.
 *
 * TypeScript's native compiler, a process of its own: 0.2 s for a lab on two cores, so it runs beside
 * the tests, or after the verdict where somebody watches.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { TypeFault } from "../checklist/result.ts";
import { findUp } from "../lab/find-up.ts";

/** A compiler that takes longer than this is stuck; nothing is then said of types. */
const LIMIT_MS = 30_000;
const OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * The type errors in a lab's `starter/`, in the compiler's order. Empty where there is no compiler,
 * and when the signal aborts.
 */
export async function typeFaultsOf(labDir: string, signal?: AbortSignal): Promise<TypeFault[]> {
  const compiler = await findCompiler(labDir);
  if (compiler === undefined) return [];
  const [program, ...args] = compiler;
  const output = await outputOf(program, [...args, "-p", labDir, ...FLAGS], labDir, signal);
  return parseTypeFaults(output).filter(({ file }) => file.startsWith("starter/"));
}

const FLAGS = ["--noEmit", "--pretty", "false"];

/** Lines such as `starter/motion.ts(22,9): error TS2322: Type ...`; what is indented explains them. */
export function parseTypeFaults(output: string): TypeFault[] {
  const lines = output.matchAll(/^(.+?)\((\d+),(\d+)\): error TS\d+: (.+?)\r?$/gm);
  return Array.from(lines, ([, file = "", line, column, message = ""]) => ({
    file: file.replaceAll("\\", "/"),
    line: Number(line),
    column: Number(column),
    message,
  }));
}

/** Program and first arguments; the native program itself, where it can be had, saves starting Node. */
async function findCompiler(labDir: string): Promise<[string, ...string[]] | undefined> {
  const script = findUp(labDir, join("node_modules", "typescript", "bin", "tsc"));
  if (script === undefined) return undefined;
  try {
    const module = join(script, "..", "..", "lib", "getExePath.js");
    const { default: native } = (await import(pathToFileURL(module).href)) as {
      default: () => string;
    };
    return [native()];
  } catch {
    return [process.execPath, script];
  }
}

function outputOf(
  program: string,
  args: readonly string[],
  cwd: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const limits = { timeout: LIMIT_MS, maxBuffer: OUTPUT_BYTES, ...(signal && { signal }) };
  return new Promise((resolve) => {
    // With type errors the exit code is not 0; a compiler that could not run has printed nothing.
    execFile(program, args, { cwd, ...limits }, (error, stdout) => {
      resolve(error?.name === "AbortError" ? "" : stdout);
    });
  });
}
