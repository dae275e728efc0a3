/**
 * How far a suite has come. Marks are shares of the broken simulators, compared in whole simulators,
 * so that rounding gives none away.
 */

export interface Marks {
  readonly pass: number;
  readonly full: number;
  readonly honours: number;
}

/** How many of `all` must be found for a share of them. */
export function needed(share: number, all: number): number {
  // 0.07 * 100 is 7.000000000000001, and seven are enough.
  return Math.ceil(share * all - 1e-9);
}

/** The mark that is reached and, on a line of its own, what is missing for the next one. */
export function describeMark(found: number, all: number, marks: Marks): string[] {
  const steps = [
    { name: "a pass", share: marks.pass },
    { name: "full marks", share: marks.full },
    { name: "honours", share: marks.honours },
  ];
  const reached = steps.findLast(({ share }) => found >= needed(share, all));
  const next = steps.find(({ share }) => found < needed(share, all));
  const so = `${found} of ${all} broken simulators found (${percent(found / all)})`;
  const lines = [`${so}: ${reached?.name ?? "not yet a pass"}.`];
  if (next !== undefined) {
    const missing = needed(next.share, all) - found;
    lines.push(`${missing} more for ${next.name} (${percent(next.share)}).`);
  }
  return lines;
}

/** Rounded down: 79.9 % are no 80. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}
