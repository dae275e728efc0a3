/** By how much a line that takes nothing can be wrong, from many that took nothing. */

const ROUNDS = 5;

/**
 * The largest of a round, and of the rounds the median: what happens once, such as a collection or V8's
 * compiler, is none of the meter's own faults.
 *
 * @param bytes what each of them seemed to take; NaN where something was collected meanwhile
 */
export function resolutionOf(bytes: ArrayLike<number>): number {
  const rounds = Math.min(ROUNDS, bytes.length);
  const size = Math.ceil(bytes.length / Math.max(1, rounds));
  const largest: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const valid = Array.from(bytes)
      .slice(round * size, (round + 1) * size)
      .filter((one) => !Number.isNaN(one))
      .map(Math.abs);
    if (valid.length > 0) largest.push(Math.max(...valid));
  }
  return largest.toSorted((a, b) => a - b)[largest.length >> 1] ?? 0;
}
