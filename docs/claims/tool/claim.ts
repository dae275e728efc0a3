/**
 * A claim: a sentence with a figure in it, the range in which that figure must lie, and the program
 * that measures it. No number on performance stands in a text of the course without one.
 */

/** Versions of Node for which figures are recorded. */
export const MAJORS = ["20", "22", "24"] as const;
export type Major = (typeof MAJORS)[number];

/** What the figure counts. `x`: how many times as much the one takes of what the other takes. */
export type Unit = "x" | "ns" | "µs" | "ms" | "bytes" | "MB" | "%" | "count";

/** Both ends belong to it. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface Measure {
  /** How the figure comes about, for readers. */
  readonly method: string;
  /** How many fresh processes are asked; the figure is the median of their answers. */
  readonly processes: number;
  /** Further options of Node. */
  readonly flags?: readonly string[];
  /** The figure is the ratio of two processes, of either side one. */
  readonly isApart?: boolean;
  /** Runs in a process of its own. @param side where both sides run apart */
  sample(side?: Side): number | Promise<number>;
}

export type Side = "slow" | "fast";

export interface Claim {
  /** Stands in links; once published it stays. Lower case and hyphens. */
  readonly id: string;
  /** A claim in plain words; `{}` is where the figure goes, without its unit. */
  readonly sentence: string;
  readonly unit: Unit;
  /** Where the figure must lie: on every version, or on each its own. */
  readonly range: Range | Readonly<Record<Major, Range>>;
  readonly measure: Measure;
}

export interface Topic {
  readonly title: string;
  readonly claims: readonly Claim[];
}

export function rangeOn(claim: Pick<Claim, "range">, major: Major): Range {
  return "low" in claim.range ? claim.range : claim.range[major];
}

/** @throws RangeError for a version without figures */
export function majorOf(version: string): Major {
  const major = version.replace(/^v/, "").split(".")[0]!;
  if (!isMajor(major)) {
    throw new RangeError(`claims are about Node ${MAJORS.join(", ")}, this is Node ${version}`);
  }
  return major;
}

function isMajor(text: string): text is Major {
  return (MAJORS as readonly string[]).includes(text);
}
