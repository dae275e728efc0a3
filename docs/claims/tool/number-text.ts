/** How figures are written: two digits of what scatters, all of what is counted. */
import type { Range, Unit } from "./claim.ts";

/** "7.3", "13", "1,600"; counts and bytes whole. */
export function numberText(value: number, unit: Unit): string {
  const rounded = unit === "count" || unit === "bytes" ? value : Number(value.toPrecision(2));
  const digits = rounded !== 0 && Math.abs(rounded) < 10 ? decimals(rounded) : 0;
  const isCounted = unit === "count" || unit === "bytes";
  return rounded.toLocaleString("en", {
    minimumFractionDigits: isCounted ? 0 : digits,
    maximumFractionDigits: isCounted ? 3 : Math.max(digits, 3),
  });
}

/** "5.0–7.3", and one number where both ends are written the same. */
export function rangeText({ low, high }: Range, unit: Unit): string {
  const [from, to] = [numberText(low, unit), numberText(high, unit)];
  return from === to ? from : `${from}–${to}`;
}

/** "7.3x", "6.4 ns", "96 bytes", "188,000". */
export function withUnit(text: string, unit: Unit): string {
  if (unit === "count") return text;
  return unit === "x" ? `${text}x` : `${text} ${unit}`;
}

/** So that two digits are shown: 7 is 7.0, 0.5 is 0.50. */
function decimals(value: number): number {
  return 1 - Math.floor(Math.log10(Math.abs(value)));
}
