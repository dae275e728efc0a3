/**
 * How much of a check's allowance is used up. Limits mean work, not time: on a busy machine, whoever
 * is ready to run and has to wait for a processor uses up nothing.
 *
 *     the sandbox works          counts, by its processor time
 *     nobody could go on         counts, by the wall: it sleeps, or waits for what never comes
 *     the judge's thread works   has an allowance of its own, which honest answers never reach
 */

/** What is seen at one moment; undefined where the machine does not tell. */
export interface Look {
  readonly atMs: number;
  /** Processor time of the sandboxes since the last look. */
  readonly workedMs: number | undefined;
  /** Processor time of the judge's thread since the last look. */
  readonly judgedMs: number | undefined;
  /** Neither the sandboxes nor the judge's thread could run. */
  readonly isStill: boolean;
}

/** Between two looks; later ones are the machine's fault. */
export const LOOK_EVERY_MS = 40;
const MOST_STILL_MS = 2 * LOOK_EVERY_MS;
/** Of the judge's thread, for what a submission has given it to look at. */
const JUDGE_MS = 30_000;
/** Whatever the clocks say: the least that a check has by the wall, and how much more than its limit. */
const WALL = { known: { leastMs: 600_000, times: 40 }, unknown: { leastMs: 60_000, times: 4 } };

export class Allowance {
  readonly #limitMs: number;
  readonly #beganAtMs: number;
  #lastAtMs: number;
  #workedMs = 0;
  #judgedMs = 0;
  #stillMs = 0;
  #isKnown = true;

  constructor(limitMs: number, atMs: number) {
    this.#limitMs = limitMs;
    this.#beganAtMs = atMs;
    this.#lastAtMs = atMs;
  }

  /** @returns whether it is used up */
  note({ atMs, workedMs, judgedMs, isStill }: Look): boolean {
    if (workedMs === undefined || judgedMs === undefined) this.#isKnown = false;
    this.#workedMs += workedMs ?? 0;
    this.#judgedMs += judgedMs ?? 0;
    if (isStill) this.#stillMs += Math.min(atMs - this.#lastAtMs, MOST_STILL_MS);
    this.#lastAtMs = atMs;
    const { leastMs, times } = WALL[this.#isKnown ? "known" : "unknown"];
    return (
      this.#workedMs > this.#limitMs ||
      this.#stillMs > this.#limitMs ||
      this.#judgedMs > JUDGE_MS + this.#limitMs ||
      atMs - this.#beganAtMs > Math.max(leastMs, times * this.#limitMs)
    );
  }
}
