/** Rounds of measurements, in turn, and how they are written. */

/**
 * Runs each of them once a round, every other round the other way round, so that what changes on the
 * machine meets all of them.
 */
export async function inTurn(
  rounds: number,
  name: string,
  each: readonly (() => Promise<void> | void)[],
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    console.error(`${name}, round ${round + 1} of ${rounds}`);
    for (const one of round % 2 === 0 ? each : each.toReversed()) await one();
  }
}

/** Median, with the lowest and the highest. */
export function spread(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  const [low, mid, high] = [sorted[0]!, middle, sorted.at(-1)!].map(short);
  return `${mid} (${low}..${high})`;
}

/** Three digits, without an exponent. */
export function short(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : value.toPrecision(3);
}

export function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}
