/**
 * Nothing to write here: a number with three significant digits, as Python's "%.3g" writes it.
 *
 *     threeDigits(4.3333)  "4.33"        threeDigits(10.4)  "10.4"
 *     threeDigits(5)       "5"           threeDigits(323.4) "323"
 */
export function threeDigits(value: number): string {
  const [digits = "", exponent] = value.toPrecision(3).split("e");
  const short = digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
  if (exponent === undefined) return short;
  return `${short}e${exponent.replace(/^([+-])(\d)$/, "$10$2")}`;
}

/** For measure.ts: a time in ns as "361 µs" or "7.67 ms". */
export const usOrMs = (ns: number): string =>
  ns < 1e6 ? `${threeDigits(ns / 1e3)} µs` : `${threeDigits(ns / 1e6)} ms`;
