/** `hpts repl` with a script on its stdin. */
import { HPTS_COMMAND, type Outcome, Running, startProcess } from "./run.ts";
import type { Course } from "./temporary-course.ts";

export function runScript(
  course: Course,
  lines: readonly string[],
  args: readonly string[] = [],
): Promise<Outcome> {
  const child = startProcess([...HPTS_COMMAND, "repl", ...args], "pipe", { cwd: course.root });
  child.stdin!.end(lines.map((line) => `${line}\n`).join(""));
  return new Running(child).ended;
}
