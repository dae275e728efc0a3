/**
 * Rule "todo": each exercise that starts unwritten has a Todo that begins with its id, so that the
 * dashboard can point at it, and gives no line of the solution away (see leaks.ts). Rule "budget": starters are short enough to be read at once.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findTodo } from "../lab/find-todo.ts";
import type { Fault, LintedLab } from "./fault.ts";
import { checkLeaks } from "./leaks.ts";

/** Lines of a starter file. */
const LONGEST_STARTER = 60;

export function checkStarters({ dir, manifest, starter }: LintedLab): Fault[] {
  if (starter === undefined) return [];
  return starter.files.flatMap((name) => {
    const file = `starter/${name}`;
    const text = readFileSync(join(starter.dir, name), "utf8");
    const faults = manifest.exercises
      .filter((exercise) => exercise.file === file && exercise.starter === "todo")
      .filter(({ id }) => findTodo(text, id) === undefined)
      .map(({ id }): Fault => {
        return { rule: "todo", file, message: `has no todo("${id}: ...") for exercise ${id}` };
      });
    const solution = join(dir, "solution", name);
    if (existsSync(solution))
      faults.push(...checkLeaks(file, text, readFileSync(solution, "utf8")));
    const lines = text.trimEnd().split("\n").length;
    if (lines <= LONGEST_STARTER) return faults;
    const message = `has ${lines} lines; a starter has at most ${LONGEST_STARTER}`;
    return [...faults, { rule: "budget", file, message }];
  });
}
