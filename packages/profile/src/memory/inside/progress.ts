/** Says that a long run with `--gc` goes on: after 5 s, then each time that twice as much went by. */

export const FIRST_AFTER_MS = 5000;

export class Progress {
  readonly #startedAt: number;
  readonly #say: (text: string) => void;
  #nextMs: number;

  /** @param startedAt ms, by the clock that `look` is told */
  constructor(startedAt: number, say: (text: string) => void, firstAfterMs: number) {
    this.#startedAt = startedAt;
    this.#say = say;
    this.#nextMs = firstAfterMs;
  }

  /** @param readings done so far */
  look(now: number, readings: number): void {
    const elapsed = now - this.#startedAt;
    if (elapsed < this.#nextMs) return;
    while (this.#nextMs <= elapsed) this.#nextMs = Math.max(1, 2 * this.#nextMs);
    this.#say(
      `hpts: ${readings.toLocaleString("en-US")} readings in ${Math.round(elapsed / 1000)} s \
(--gc collects before each); Ctrl+C reports so far\n`,
    );
  }
}
