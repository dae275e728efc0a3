/**
 * A number that stands for a value: equal contents give equal numbers, on every machine.
 *
 * FNV-1a (Fowler, Noll, Vo) over types, keys and bits, 32 bits. It looks at 4096 parts at most, of a
 * long array at its beginning and its length; that finds a wrong or changed answer, and no forgery.
 */

const MOST_PARTS = 4096;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

const bits = new DataView(new ArrayBuffer(8));

class Hasher {
  hash = FNV_START;
  #left = MOST_PARTS;
  readonly #seen = new Map<object, number>();

  add(value: unknown): void {
    if (this.#left-- <= 0) return;
    if (typeof value === "number") this.#addNumber(value);
    else if (typeof value === "object" && value !== null) this.#addObject(value);
    else
      this.#addText(typeof value === "function" ? "function" : `${typeof value}:${String(value)}`);
  }

  #addNumber(value: number): void {
    bits.setFloat64(0, value);
    this.#mix(bits.getInt32(0));
    this.#mix(bits.getInt32(4));
  }

  #addText(text: string): void {
    const length = Math.min(text.length, MOST_PARTS);
    for (let i = 0; i < length; i++) this.#mix(text.charCodeAt(i));
    this.#mix(text.length);
  }

  #addObject(value: object): void {
    const earlier = this.#seen.get(value);
    this.#seen.set(value, earlier ?? this.#seen.size + 1);
    if (earlier !== undefined) this.#mix(earlier);
    else if (ArrayBuffer.isView(value) || Array.isArray(value))
      this.#addList(value as unknown as ArrayLike<unknown>);
    else if (value instanceof Map || value instanceof Set) this.#addEntries(value);
    else if (value instanceof Date) this.#addNumber(value.getTime());
    else this.#addFields(value);
  }

  #addList(list: ArrayLike<unknown>): void {
    const length = list.length ?? 0; // a DataView has none
    this.#mix(length);
    for (let i = 0; i < length && this.#left > 0; i++) this.add(list[i]);
  }

  #addEntries(entries: Map<unknown, unknown> | Set<unknown>): void {
    this.#addText(entries instanceof Map ? "map" : "set");
    this.#mix(entries.size);
    for (const entry of entries) {
      if (this.#left <= 0) return;
      this.add(entry);
    }
  }

  #addFields(value: object): void {
    this.#addText("object");
    for (const [key, field] of Object.entries(value)) {
      if (this.#left <= 0) return;
      this.#addText(key);
      this.add(field);
    }
  }

  #mix(word: number): void {
    this.hash = Math.imul(this.hash ^ word, FNV_PRIME) >>> 0;
  }
}

/** 0 to 2^32 - 1. */
export function contentHash(value: unknown): number {
  const hasher = new Hasher();
  hasher.add(value);
  return hasher.hash;
}

/** As it stands in results: eight hexadecimal digits. */
export function checksumText(hash: number): string {
  return hash.toString(16).padStart(8, "0");
}
