/** A place that V8 cannot see the end of: what is put there has been computed. */

const RING = 64;

interface SinkRing {
  at: number;
  readonly values: unknown[];
}

/** Shared by every copy of this module in the process. */
const shared = globalThis as unknown as { [key: symbol]: SinkRing | undefined };
const KEY = Symbol.for("hpts.bench.sink");
shared[KEY] ??= { at: 0, values: new Array<unknown>(RING).fill(undefined) };
const ring: SinkRing = shared[KEY];

/** Consumes a value in the middle of a function; what a case returns is consumed anyway. */
export function sink(value: unknown): void {
  ring.values[ring.at] = value;
  ring.at = (ring.at + 1) % RING;
}
