/** What a rule of the content lint finds, and what it looks at. */
import { readdirSync } from "node:fs";
import type { LabManifest } from "../lab/lab-json.ts";

export interface Fault {
  /** Name of the rule, such as "hints". */
  readonly rule: string;
  /** Relative to the lab, or to the course for its own pages; with `/`. */
  readonly file: string;
  readonly line?: number;
  /** What is wrong, and what is expected instead. */
  readonly message: string;
}

export interface LintedLab {
  readonly dir: string;
  readonly manifest: LabManifest;
  /** The starter as it was handed out; none where its files were changed and cannot be found. */
  readonly starter: HandedOut | undefined;
}

export interface HandedOut {
  readonly dir: string;
  /** Names of its files. */
  readonly files: readonly string[];
}

export type Rule = (lab: LintedLab) => Fault[];

/** Names of the files in a folder, none if it is not there; what begins with a dot is nobody's. */
export function listFiles(dir: string): string[] {
  try {
    const entries = readdirSync(dir, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
