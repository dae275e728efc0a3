/** What of a program could not be loaded, in one line. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shortPath } from "../loader/filter.ts";
import { PROBLEM_FILE } from "../loader/load-failures.ts";
import type { Problem } from "../loader/program-loader.ts";

/** @param dir folder of the run */
export function readProblem(dir: string, cwd: string): string | undefined {
  const file = join(dir, PROBLEM_FILE);
  if (!existsSync(file)) return undefined;
  return problemText(JSON.parse(readFileSync(file, "utf8")) as Problem, cwd);
}

export function problemText({ file, line, column, message }: Problem, cwd: string): string {
  return `${shortPath(file, cwd)}:${line}:${column}: ${message}`;
}
