/**
 * Numbers as Python's `%g` and `{:,}` write them.
 *
 * Source: C11 7.21.6.1 (`%g`), CPython `PyOS_double_to_string`. Digits are those of the exact binary
 * value, rounded half to even; JavaScript's `toPrecision` takes the same value, but rounds ties up.
 */

/** The most digits that JavaScript gives; a double seldom has more that say anything. */
const MOST_DIGITS = 100;

/**
 * `"%.*g" % (precision, value)`.
 *
 * @param precision significant digits; 0 counts as 1
 * @example formatG(0.000123456, 3) // "0.000123"
 * @example formatG(1234567, 3) // "1.23e+06"
 */
export function formatG(value: number, precision: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const digits = Math.min(Math.max(Math.trunc(precision), 1), MOST_DIGITS);
  const [mantissa = "", power = "0"] = roundedHalfEven(value, digits).split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= digits) {
    const sign = exponent < 0 ? "-" : "+";
    return `${withoutTail(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  return withoutTail(fixed(mantissa, exponent));
}

/** `"{:,}".format(count)` for a whole number. */
export function withCommas(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** In exponent form: "1.23e-5". */
function roundedHalfEven(value: number, digits: number): string {
  const away = value.toExponential(digits - 1);
  if (digits + 1 > MOST_DIGITS) return away;
  const [longer = ""] = value.toExponential(digits).split("e");
  const isTie = longer.endsWith("5") && /^0*$/.test(beyond(value, digits));
  if (!isTie || isEven(away)) return away;
  // The two neighbours of a tie: one has been taken, the other one ends at the cut.
  return value
    .toExponential(digits)
    .replace(/5(?=e)/, "")
    .replace(/\.(?=e)/, "");
}

/** The digits after the first `digits + 1`. */
function beyond(value: number, digits: number): string {
  const [mantissa = ""] = value.toExponential(MOST_DIGITS - 1).split("e");
  return mantissa.replace(/[-.]/g, "").slice(digits + 1);
}

function isEven(exponential: string): boolean {
  return /[02468]e/.test(exponential);
}

/** "1.23" and 1 -> "12.3"; the exponent is below the number of digits. */
function fixed(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const all = mantissa.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${all}`;
  const fraction = all.slice(exponent + 1);
  return sign + all.slice(0, exponent + 1) + (fraction && `.${fraction}`);
}

/** Zeros at the end of a fraction are not written. */
function withoutTail(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
