/** The difference between a student's file and the reference, as text for the terminal. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { Look } from "../checklist/look.ts";
import type { Lab } from "./course.ts";

const CONTEXT_LINES = 3;

/**
 * A unified diff from the student's file to the reference; empty if they are equal.
 *
 * @param file such as "starter/motion.ts"
 */
export function diffToSolution(lab: Lab, file: string, look: Look): string {
  const reference = file.replace(/^starter\//, "solution/");
  const yours = read(join(lab.dir, file));
  const theirs = read(join(lab.dir, reference));
  if (yours === theirs) return "";
  const patch = createTwoFilesPatch(file, reference, yours, theirs, "yours", "reference", {
    context: CONTEXT_LINES,
  });
  const lines = patch.split("\n").filter((line) => !line.startsWith("====="));
  return lines.map((line) => colored(line, look)).join("\n");
}

function colored(line: string, look: Look): string {
  if (line.startsWith("---") || line.startsWith("+++")) return look.bold(line);
  if (line.startsWith("@@")) return look.cyan(line);
  if (line.startsWith("-")) return look.red(line);
  if (line.startsWith("+")) return look.green(line);
  return line;
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : "";
}
