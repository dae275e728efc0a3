/**
 * How many calls make a batch: doubled until the clock can tell, then in proportion.
 *
 * A batch of 1-2 ms is long against the clock (a pair of looks costs about 50 ns, so 0.01 %) and
 * shorter than a slice of the scheduler (about 3 ms): most batches are not interrupted at all.
 */

/** Time of a batch that is aimed at, ms. */
export const BATCH_MS = 1.5;
/** A batch of this time is long enough to extrapolate from, ms. */
const TELLING_MS = 0.1;
/** Beyond this a batch meets the scheduler; only a very coarse clock needs it. ms */
const LONGEST_BATCH_MS = 20;
const STEPS_PER_BATCH = 100;
const MOST_CALLS = 2 ** 28;

/** ms: longer where the clock is coarse, so that a batch has 100 steps of it. @param stepNs its step */
export function batchMsFor(stepNs: number): number {
  return Math.min(Math.max(BATCH_MS, (STEPS_PER_BATCH * stepNs) / 1e6), LONGEST_BATCH_MS);
}

/** Whether a batch has too few steps of the clock to be exact to 1 %. */
export function isClockTooCoarse(stepNs: number): boolean {
  return (STEPS_PER_BATCH * stepNs) / 1e6 > LONGEST_BATCH_MS;
}

/**
 * The next k to try.
 *
 * @param k calls in the last batch
 * @param tookMs its time
 * @param most never more than this
 */
export function nextCalls(
  k: number,
  tookMs: number,
  targetMs: number,
  most: number = MOST_CALLS,
): number {
  if (tookMs < TELLING_MS) return Math.min(k * 2, most);
  return Math.max(1, Math.min(Math.round((k * targetMs) / tookMs), most));
}

/** Whether a batch of k calls that took so long will do: within a third of the target. */
export function isCalibrated(
  k: number,
  tookMs: number,
  targetMs: number,
  most: number = MOST_CALLS,
): boolean {
  if (tookMs > targetMs * 1.33) return k === 1;
  return tookMs >= targetMs * 0.67 || k >= most;
}
