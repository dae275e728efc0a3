/** Reads what an object holds out of a message, which may say anything. */
import type { Content } from "./containers.ts";
import type { ObjectState } from "./message.ts";
import { isCallableName, isFieldName } from "./names.ts";
import { WallError } from "./scalars.ts";

/** @returns nothing for what is shown without its content @throws WallError */
export function contentIn(
  state: ObjectState,
  parts: readonly Uint8Array[],
  decode: (value: unknown) => unknown,
): Content | undefined {
  switch (state.t) {
    case "typed":
      return { t: "typed", name: String(state.n), bytes: partOf(parts, state.p) };
    case "numbers": {
      const { buffer, byteLength } = new Uint8Array(partOf(parts, state.p));
      if (byteLength % 8 !== 0) throw new WallError("a cut-off list of numbers");
      return { t: "array", values: Array.from(new Float64Array(buffer)) };
    }
    case "array":
    case "map":
    case "set":
      return { t: state.t, values: listOf(state.v).map(decode) };
    case "object":
      return fieldsIn(listOf(state.k), listOf(state.v), decode);
    default:
      return undefined;
  }
}

function fieldsIn(
  names: readonly unknown[],
  wire: readonly unknown[],
  decode: (value: unknown) => unknown,
): Content {
  if (names.length !== wire.length) throw new WallError("as many fields as names are expected");
  const keys: string[] = [];
  const values: unknown[] = [];
  for (const [i, key] of names.entries()) {
    const value = decode(wire[i]);
    if (typeof key !== "string" || !isFieldName(key)) continue;
    if (typeof value === "function" && !isCallableName(key)) continue;
    keys.push(key);
    values.push(value);
  }
  return { t: "object", keys, values };
}

export function listOf<T>(value: unknown): readonly T[] {
  if (!Array.isArray(value)) throw new WallError("a list is expected");
  return value as readonly T[];
}

export function partOf(parts: readonly Uint8Array[], index: unknown): Uint8Array {
  const part = parts[index as number];
  if (part === undefined) throw new WallError("a part is missing");
  return part;
}
