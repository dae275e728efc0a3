/** Numbers as Python prints them. */

/** C's "%.3f". */
export function fixed3(value: number): string {
  return fixed(value, 3);
}

/**
 * C's "%.<digits>f". `toFixed` differs from C in one point: it rounds ties up, and C to the even
 * digit, so that 0.0625 is 0.062.
 */
export function fixed(value: number, digits: number): string {
  // value * 10 ** digits ends in exactly .5 only if value is an odd multiple of 2 ** -(digits + 1).
  const isTie = Math.abs((value * 2 ** (digits + 1)) % 2) === 1;
  if (!isTie) return value.toFixed(digits);
  const scale = 10 ** digits;
  const below = Math.floor(value * scale);
  return ((below % 2 === 0 ? below : below + 1) / scale).toFixed(digits);
}

/** C's "%g": 6 significant digits, no zeros at the end. */
export function general(value: number): string {
  if (value === 0) return "0";
  const exponent = Number(value.toExponential(5).split("e")[1]);
  if (exponent >= -4 && exponent < 6) return String(Number(value.toPrecision(6)));
  const [digits = "", power = ""] = value.toExponential(5).split("e");
  const mantissa = digits.replace(/\.?0+$/, "");
  return `${mantissa}e${power[0]}${power.slice(1).padStart(2, "0")}`;
}

/** Python's repr of a text: in single quotes, unless it holds some and no double ones. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t");
  return quote + escaped + quote;
}
