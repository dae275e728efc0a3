/** What the frames of an animation are: a number of them, or the items that something gives. */

/** A number; a list, or anything that gives items one by one; or a function that begins it anew. */
export type Frames<T> =
  | number
  | Iterable<T>
  | AsyncIterable<T>
  | (() => Iterable<T> | AsyncIterable<T>);

/** @throws RangeError for a number that makes no sense, and for what gives no items */
export function checkFrames(frames: Frames<unknown>, { repeat }: { repeat: boolean }): void {
  if (typeof frames === "number") {
    if (Number.isSafeInteger(frames) && frames >= 1) return;
    throw new RangeError(`frames must be a whole number, 1 or more, got ${frames}`);
  }
  if (typeof frames === "function") return;
  if (!isIterable(frames)) {
    throw new RangeError(`frames must be a number, or something with items, got ${frames}`);
  }
  if (countOf(frames) === 0) throw new RangeError("frames must have an item, and has none");
  if (repeat && runsOnce(frames)) {
    throw new RangeError(
      "frames is a generator, which runs once: to repeat, give the function that makes it (no call)",
    );
  }
}

/** Where that is known before they were gone through. */
export function countOf(frames: Frames<unknown>): number | undefined {
  if (typeof frames === "number") return frames;
  const { length, size } = frames as { readonly length?: unknown; readonly size?: unknown };
  if (typeof frames === "function") return undefined;
  return [length, size].find((count) => typeof count === "number");
}

/**
 * The items, from the first one on: 0, 1, 2, ... of a number.
 * @param most of a number, how many there are instead
 */
export function itemsOf(
  frames: Frames<unknown>,
  most?: number,
): Iterable<unknown> | AsyncIterable<unknown> {
  if (typeof frames === "number") return upTo(most ?? frames);
  const items = typeof frames === "function" ? frames() : frames;
  if (isIterable(items)) return items;
  throw new TypeError(`frames() must give back something with items, got ${items}`);
}

function* upTo(end: number): Generator<number> {
  for (let i = 0; i < end; i++) yield i;
}

function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  if (typeof value === "string") return true;
  if (typeof value !== "object" || value === null) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}

/** Of what has been begun already, there is no second beginning. */
function runsOnce(items: Iterable<unknown> | AsyncIterable<unknown>): boolean {
  const begun: unknown =
    Symbol.iterator in items ? items[Symbol.iterator]() : items[Symbol.asyncIterator]();
  return begun === items;
}
