/** `hpts repl` with a script on its stdin. */
import { join } from "node:path";
import { HPTS_COMMAND, type Outcome, Running, startProcess } from "./run.ts";

/** The course that this test belongs to. */
export const REPOSITORY: string = join(import.meta.dirname, "..", "..", "..", "..");

/** @param cwd folder to stand in, inside a course */
export function runScript(cwd: string, lines: readonly string[]): Promise<Outcome> {
  const child = startProcess([...HPTS_COMMAND, "repl"], "pipe", { cwd });
  child.stdin!.end(lines.map((line) => `${line}\n`).join(""));
  return new Running(child).ended;
}
