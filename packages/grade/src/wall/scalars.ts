/** Values that are no objects, to JSON and back, to the last bit. */
import type { Value } from "./message.ts";

/** A value that cannot cross between judge and sandbox. */
export class WallError extends Error {
  readonly code = "HPTS_GRADE_WALL";
  override readonly name = "WallError";
}

/** @param value anything but an object or a function */
export function encodeScalar(value: unknown): Value {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      return { d: Object.is(value, -0) ? "-0" : String(value) };
    case "bigint":
      return { b: String(value) };
    default:
      return value === null ? null : { u: 0 };
  }
}

const DOUBLES: ReadonlyMap<unknown, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["-0", -0],
]);

const MAX_BIGINT_DIGITS = 10_000;

/** @throws WallError for what `encodeScalar` never gives */
export function decodeScalar(value: unknown): unknown {
  if (value === null || typeof value !== "object") {
    if (value === undefined) throw new WallError("a value is missing");
    return value;
  }
  if ("u" in value) return undefined;
  if ("d" in value && DOUBLES.has(value.d)) return DOUBLES.get(value.d);
  if ("b" in value && typeof value.b === "string" && isBigint(value.b)) return BigInt(value.b);
  throw new WallError("a value is of no known kind");
}

const isBigint = (text: string): boolean =>
  text.length <= MAX_BIGINT_DIGITS && /^-?\d+$/.test(text);
