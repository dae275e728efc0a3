/**
 * Objects that hold values: what is in one now, whether that has changed, and how to make another
 * one hold the same. Plain functions on one object; nothing here knows of the wall.
 */
import { types } from "node:util";
import { isFieldName } from "./names.ts";
import { WallError } from "./scalars.ts";

/** The contents of an object, by identity; what two of them are compared by. */
export type Content =
  | { readonly t: "array" | "set" | "map"; readonly values: readonly unknown[] }
  | { readonly t: "typed"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly t: "object"; readonly keys: readonly string[]; readonly values: readonly unknown[] };

const MAX_LENGTH = 4_000_000;

type TypedArray = Float64Array;
const TYPED = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

const tagOfTyped = Reflect.getOwnPropertyDescriptor(
  Reflect.getPrototypeOf(Float64Array.prototype)!,
  Symbol.toStringTag,
)!.get!;

/** What the object holds. Getters are called. @throws WallError if it holds too much */
export function contentOf(object: object): Content {
  if (Array.isArray(object)) return { t: "array", values: copyOf(object) };
  if (types.isTypedArray(object)) {
    const { buffer, byteOffset, byteLength } = object as TypedArray;
    const name = Reflect.apply(tagOfTyped, object, []) as string;
    const bytes = new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
    return { t: "typed", name, bytes };
  }
  if (types.isMap(object)) return { t: "map", values: [...object].flat() };
  if (types.isSet(object)) return { t: "set", values: [...object] };
  const keys = Object.keys(object).filter(isFieldName);
  return { t: "object", keys, values: keys.map((key) => Reflect.get(object, key) as unknown) };
}

/** By index: the array may have changed methods, or none. */
function copyOf(array: readonly unknown[]): unknown[] {
  const { length } = array;
  checkLength(length);
  const values = new Array<unknown>(length);
  for (let i = 0; i < length; i++) values[i] = array[i];
  return values;
}

function checkLength(length: number): void {
  if (length <= MAX_LENGTH) return;
  throw new WallError(`an array of ${length} elements is too long: at most ${MAX_LENGTH}`);
}

/**
 * Whether the object still holds that; without a copy of what has many elements.
 *
 * @param content of this very object, some time ago: an array is one for ever
 */
export function holds(object: object, content: Content): boolean {
  if (content.t === "object") return hasFields(object, content);
  if (content.t === "array" && Array.isArray(object)) {
    return object.length === content.values.length && areSame(object, content.values);
  }
  if (content.t === "typed" && types.isTypedArray(object)) {
    const { buffer, byteOffset, byteLength } = object;
    return Buffer.compare(new Uint8Array(buffer, byteOffset, byteLength), content.bytes) === 0;
  }
  return isSame(contentOf(object), content);
}

/** Every message asks this of every object: nothing is allocated. */
function hasFields(object: object, { keys, values }: Content & { t: "object" }): boolean {
  let at = 0;
  const now = Object.keys(object);
  for (let i = 0; i < now.length; i++) {
    const key = now[i]!;
    if (key !== keys[at]) {
      if (isFieldName(key)) return false;
    } else {
      if (!Object.is((object as Record<string, unknown>)[key], values[at])) return false;
      at++;
    }
  }
  return at === keys.length;
}

function isSame(a: Content, b: Content): boolean {
  if (a.t === "typed") return b.t === "typed" && Buffer.compare(a.bytes, b.bytes) === 0;
  if (b.t === "typed" || a.t !== b.t || !areSame(a.values, b.values)) return false;
  return a.t !== "object" || b.t !== "object" || areSame(a.keys, b.keys);
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** An empty object of that kind; `fill` gives it its content. */
export function emptyObject(t: Content["t"], prototype: object | undefined): object {
  if (t === "array") return [];
  if (t === "map") return new Map();
  if (t === "set") return new Set();
  return prototype === undefined ? {} : (Object.create(prototype) as object);
}

/** @throws WallError for a name that no typed array has, or a length that does not fit */
export function typedArray(name: string, bytes: Uint8Array): object {
  const { buffer, byteLength } = new Uint8Array(bytes);
  if (!Object.hasOwn(TYPED, name)) throw new WallError("a typed array of no known type");
  const Class = TYPED[name as keyof typeof TYPED];
  if (byteLength % Class.BYTES_PER_ELEMENT !== 0) throw new WallError("a cut-off typed array");
  return new Class(buffer);
}

/** Whether the object can hold such content: an array with fields may have methods of its own. */
export function isOfKind(object: object, t: Content["t"]): boolean {
  if (Array.isArray(object)) return t === "array";
  if (types.isTypedArray(object)) return t === "typed";
  if (types.isMap(object)) return t === "map";
  if (types.isSet(object)) return t === "set";
  return t === "object" && typeof object === "object";
}

/**
 * The same as `fill`, and faster, for what has just been made by `emptyObject` or `typedArray`: nobody
 * has frozen it, or given it setters.
 *
 * @returns what it holds then @throws WallError if that is too much
 */
export function fillNew(object: object, content: Content): Content {
  if (content.t === "typed") return contentOf(object);
  if (content.t === "array") {
    const { values } = content;
    checkLength(values.length);
    for (let i = 0; i < values.length; i++) (object as unknown[])[i] = values[i];
    return content;
  }
  if (content.t === "object" && Reflect.getPrototypeOf(object) === Object.prototype) {
    const { keys, values } = content;
    for (let i = 0; i < keys.length; i++) {
      (object as Record<string, unknown>)[keys[i]!] = values[i]; // never "__proto__", see names.ts
    }
  } else fill(object, content);
  return contentOf(object); // names that look like numbers come first
}

/** Makes the object hold the content. What is frozen stays as it is. */
export function fill(object: object, content: Content): void {
  if (content.t === "typed") {
    if (!types.isTypedArray(object) || object.byteLength !== content.bytes.length) return;
    const { buffer, byteOffset, byteLength } = object;
    new Uint8Array(buffer, byteOffset, byteLength).set(content.bytes);
  } else if (content.t === "array" && Array.isArray(object)) {
    if (Object.isFrozen(object)) return;
    object.length = content.values.length;
    for (const [i, value] of content.values.entries()) define(object, String(i), value);
  } else if (content.t === "map" && types.isMap(object)) {
    object.clear();
    for (let i = 0; i + 1 < content.values.length; i += 2) {
      object.set(content.values[i], content.values[i + 1]);
    }
  } else if (content.t === "set" && types.isSet(object)) {
    object.clear();
    for (const value of content.values) object.add(value);
  } else if (content.t === "object") {
    const keys = new Set(content.keys);
    for (const key of Object.keys(object)) if (!keys.has(key)) Reflect.deleteProperty(object, key);
    for (const [i, key] of content.keys.entries()) define(object, key, content.values[i]);
  }
}

/** Setters are not called, and inherited fields are covered, not changed. */
function define(object: object, key: string, value: unknown): void {
  const own = Reflect.getOwnPropertyDescriptor(object, key);
  if (own !== undefined && !("value" in own)) return;
  if (own !== undefined && Object.is(own.value, value)) return;
  Reflect.defineProperty(object, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
