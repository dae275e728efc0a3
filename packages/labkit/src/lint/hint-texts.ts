/**
 * Rule "hints": three tiers, each with a text, and none that contains a line of the solution. The
 * third shows the same thought on other data; showing the line itself would end the exercise.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HINT_TIERS, readHints } from "../lab/hints.ts";
import type { Fault, LintedLab } from "./fault.ts";

/** Shorter lines ("return 0;") say nothing about where they come from. */
const TELLING_LENGTH = 16;

export function checkHintTexts({ dir, manifest }: LintedLab): Fault[] {
  return manifest.exercises.flatMap(({ id, file }) => {
    const name = `hints/${id}.md`;
    if (!existsSync(join(dir, name))) return []; // the rule "files" reports it
    const hints = readHints(dir, id);
    const faults = HINT_TIERS.filter((tier) => !hints.some((hint) => hint.tier === tier)).map(
      (tier): Fault => ({ rule: "hints", file: name, message: `has no "## ${tier}" with a text` }),
    );
    const given = linesOnlyInSolution(dir, file);
    const told = hints
      .flatMap(({ text }) => text.split("\n"))
      .find((line) => given.has(line.trim()));
    if (told !== undefined) {
      const message = `gives a line of the solution away: ${told.trim()}`;
      faults.push({ rule: "hints", file: name, message });
    }
    return faults;
  });
}

/** What the student has to write: telling lines of code that the starter does not have. */
function linesOnlyInSolution(dir: string, starterFile: string): Set<string> {
  const solution = codeLines(join(dir, starterFile.replace(/^starter\//, "solution/")));
  const starter = new Set(codeLines(join(dir, starterFile)));
  return new Set(solution.filter((line) => line.length >= TELLING_LENGTH && !starter.has(line)));
}

function codeLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines
    .map((line) => line.trim())
    .filter((line) => !/^(\/\/|\/?\*|import |export \{)/.test(line));
}
