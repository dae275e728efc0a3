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

export function checkHintTexts({ dir, manifest, starter }: LintedLab): Fault[] {
  return manifest.exercises.flatMap(({ id, file }) => {
    const page = `hints/${id}.md`;
    if (!existsSync(join(dir, page))) return []; // the rule "files" reports it
    const hints = readHints(dir, id);
    const faults = HINT_TIERS.filter((tier) => !hints.some((hint) => hint.tier === tier)).map(
      (tier): Fault => ({ rule: "hints", file: page, message: `has no "## ${tier}" with a text` }),
    );
    // Without the original nobody knows which lines of the solution were given from the start.
    if (starter === undefined) return faults;
    const name = file.replace(/^starter\//, "");
    const given = linesOnlyIn(join(dir, "solution", name), join(starter.dir, name));
    const told = given.find((line) => hints.some(({ markdown }) => markdown.includes(line)));
    if (told !== undefined) {
      const message = `gives a line of the solution away: ${told}`;
      faults.push({ rule: "hints", file: page, message });
    }
    return faults;
  });
}

/** What the student has to write: telling lines of code that the starter does not have. */
function linesOnlyIn(solutionFile: string, starterFile: string): string[] {
  const starter = new Set(codeLines(starterFile));
  return codeLines(solutionFile).filter(
    (line) => line.length >= TELLING_LENGTH && !starter.has(line),
  );
}

function codeLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines
    .map((line) => line.trim())
    .filter((line) => !/^(\/\/|\/?\*|import |export \{)/.test(line));
}
