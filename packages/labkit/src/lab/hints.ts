/**
 * An exercise's hints, from `hints/<exercise>.md`, in three tiers that give away more and more:
 *
 *     ## Question          what to look at
 *     ## Direction         where to go
 *     ## Worked sibling    the same thought on other data, never the exercise's own line
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { terminalText } from "../checklist/terminal-text.ts";

export const HINT_TIERS = ["Question", "Direction", "Worked sibling"] as const;

export interface Hint {
  readonly tier: (typeof HINT_TIERS)[number];
  /** As the file has it, without the heading. */
  readonly markdown: string;
  /** The same for a terminal of 80 columns. */
  readonly text: string;
}

/** The tiers that are there, in order; empty if the exercise has no hints file. */
export function readHints(labDir: string, exerciseId: string): Hint[] {
  try {
    return parseHints(readFileSync(join(labDir, "hints", `${exerciseId}.md`), "utf8"));
  } catch {
    return []; // hpts check reports the missing file; a student just gets no hint
  }
}

export function parseHints(markdown: string): Hint[] {
  const sections = markdown.split(/^## +/m).slice(1);
  return HINT_TIERS.flatMap((tier) => {
    const section = sections.find((text) => text.split("\n", 1)[0]?.trim() === tier);
    const markdown = section?.slice(section.indexOf("\n") + 1).trim();
    return markdown ? [{ tier, markdown, text: terminalText(markdown) }] : [];
  });
}
