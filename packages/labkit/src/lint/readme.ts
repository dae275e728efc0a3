/**
 * Rule "readme": a section "## M4 ..." for every exercise, of at most 200 words each, and what a
 * student needs to know before starting.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault, LintedLab } from "./fault.ts";

const MOST_WORDS = 200;
/** Phrases that every lab's README has, in these words, so that students find them. */
const PHRASES = ["You will be able to", "Not here", "Done when"];

export function checkReadme({ dir, manifest }: LintedLab): Fault[] {
  const file = join(dir, "README.md");
  if (!existsSync(file)) return []; // the rule "files" reports it
  const text = readFileSync(file, "utf8");
  const sections = text.split(/^## +/m).slice(1);
  const faults = PHRASES.filter((phrase) => !text.includes(phrase)).map((phrase) =>
    fault(`does not say "${phrase}"`),
  );
  for (const { id } of manifest.exercises) {
    const section = sections.find((one) => one.startsWith(`${id} `));
    if (section === undefined) faults.push(fault(`has no section "## ${id} ..."`));
    else faults.push(...checkLength(id, section));
  }
  return faults;
}

const fault = (message: string): Fault => ({ rule: "readme", file: "README.md", message });

function checkLength(id: string, section: string): Fault[] {
  const prose = section.replaceAll(/^```[\s\S]*?^```/gm, "");
  const words = prose.split(/\s+/).filter((word) => /\w/.test(word)).length;
  return words > MOST_WORDS
    ? [fault(`the section ${id} has ${words} words; at most ${MOST_WORDS}`)]
    : [];
}
