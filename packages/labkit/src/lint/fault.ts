/** What a rule of the content lint finds, and what it looks at. */
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
}

export type Rule = (lab: LintedLab) => Fault[];
