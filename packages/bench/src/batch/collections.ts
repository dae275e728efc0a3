/** Garbage collections, with the time at which each began; fixed memory. */
import { PerformanceObserver } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";

const MOST = 4096;

export class CollectionLog {
  readonly #starts = new Float64Array(MOST);
  readonly #durations = new Float64Array(MOST);
  #count = 0;
  readonly #observer = new PerformanceObserver((list) => this.#keep(list.getEntries()));

  start(): void {
    this.#count = 0;
    this.#observer.observe({ entryTypes: ["gc"] });
  }

  /** Gives every collection since the start to `take`; Node reports them only between its turns. */
  async stop(take: (startMs: number, durationMs: number) => void): Promise<void> {
    await setImmediate();
    await setImmediate();
    this.#keep(this.#observer.takeRecords());
    this.#observer.disconnect();
    for (let i = 0; i < this.#count; i++) take(this.#starts[i]!, this.#durations[i]!);
  }

  #keep(entries: readonly { startTime: number; duration: number }[]): void {
    for (const { startTime, duration } of entries) {
      if (this.#count === MOST) return;
      this.#starts[this.#count] = startTime;
      this.#durations[this.#count++] = duration;
    }
  }
}
