/**
 * The records of a case's batches, in memory that never grows: the latest 4096, 288 KiB.
 *
 * A record: when the batch began (ms), its wall, CPU and waiting time (ns), garbage collections within
 * it (number, ns), calls k, checksum. Collections are reported late, and are entered afterwards.
 */

const CAPACITY = 4096;
const FIELDS = 9;
const [START_MS, WALL, CPU, WAIT, GC_N, GC_NS, CALLS, SUM, END_MS] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

export interface BatchRecord {
  readonly wallNs: number;
  readonly cpuNs: number;
  readonly waitNs: number;
  readonly gcN: number;
  readonly gcNs: number;
  /** Calls in the batch. */
  readonly k: number;
  readonly checksum: number;
}

export class BatchRing {
  readonly #data = new Float64Array(CAPACITY * FIELDS);
  #pushed = 0;

  /** At most as many as are kept. */
  get length(): number {
    return Math.min(this.#pushed, CAPACITY);
  }

  clear(): void {
    this.#pushed = 0;
  }

  push(
    startMs: number,
    endMs: number,
    cpuNs: number,
    waitNs: number,
    k: number,
    sum: number,
  ): void {
    const at = (this.#pushed++ % CAPACITY) * FIELDS;
    const data = this.#data;
    data[at + START_MS!] = startMs;
    data[at + END_MS!] = endMs;
    data[at + WALL!] = (endMs - startMs) * 1e6;
    data[at + CPU!] = cpuNs;
    data[at + WAIT!] = waitNs;
    data[at + GC_N!] = 0;
    data[at + GC_NS!] = 0;
    data[at + CALLS!] = k;
    data[at + SUM!] = sum;
  }

  /** Enters a garbage collection into the batch in which it began. O(log batches) */
  addCollection(startMs: number, durationMs: number): void {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#data[this.#offset(middle) + END_MS!]! < startMs) low = middle + 1;
      else high = middle;
    }
    if (low === this.length) return;
    const at = this.#offset(low);
    if (this.#data[at + START_MS!]! > startMs) return; // between two batches
    this.#data[at + GC_N!]! += 1;
    this.#data[at + GC_NS!]! += durationMs * 1e6;
  }

  /** Oldest first. */
  records(): BatchRecord[] {
    return Array.from({ length: this.length }, (_, i) => {
      const at = this.#offset(i);
      return {
        wallNs: this.#data[at + WALL!]!,
        cpuNs: this.#data[at + CPU!]!,
        waitNs: this.#data[at + WAIT!]!,
        gcN: this.#data[at + GC_N!]!,
        gcNs: this.#data[at + GC_NS!]!,
        k: this.#data[at + CALLS!]!,
        checksum: this.#data[at + SUM!]!,
      };
    });
  }

  /** Where the i-th kept record begins, oldest first. */
  #offset(i: number): number {
    const first = this.#pushed > CAPACITY ? this.#pushed % CAPACITY : 0;
    return ((first + i) % CAPACITY) * FIELDS;
  }
}
