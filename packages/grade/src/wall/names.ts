/**
 * Names that never cross the wall. A test asks of some of them what a value is and how it compares:
 * an object with `asymmetricMatch` decides by itself whether it is equal to what was expected.
 */

/** Methods, and functions in fields. */
const NEVER_CALLED = new Set([
  "asymmetricMatch",
  "constructor",
  "inspect",
  "isEqualNode",
  "then",
  "toAsymmetricMatcher",
  "toJSON",
  "toString",
  "toLocaleString",
  "valueOf",
]);

const [UNDERSCORE, AT, DOLLAR] = [0x5f, 0x40, 0x24];

/** Fields of any kind. */
export function isFieldName(name: string): boolean {
  const first = name.charCodeAt(0);
  if (first !== UNDERSCORE && first !== AT && first !== DOLLAR) return true; // nearly all of them
  return name !== "__proto__" && !name.startsWith("@@") && !name.startsWith("$$");
}

export function isCallableName(name: string): boolean {
  return isFieldName(name) && !NEVER_CALLED.has(name);
}

/** Iterators are methods with symbols for names. */
const SYMBOLS: Readonly<Record<string, symbol>> = {
  "@iterator": Symbol.iterator,
  "@asyncIterator": Symbol.asyncIterator,
};

/** How a method is called in a message; undefined if it does not cross. */
export function wireName(key: string | symbol): string | undefined {
  if (typeof key === "string") return isCallableName(key) && key[0] !== "@" ? key : undefined;
  return Object.keys(SYMBOLS).find((name) => SYMBOLS[name] === key);
}

export function keyOfWireName(name: string): string | symbol {
  return Object.hasOwn(SYMBOLS, name) ? SYMBOLS[name]! : name;
}
