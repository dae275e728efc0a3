/** Numbers with units, with three digits: "12.3 µs", "61.7 MiB", "1.31×". */
import type { Unit } from "./model.ts";

interface Prefix {
  readonly text: string;
  readonly size: number;
}

const SECONDS: readonly Prefix[] = [
  { text: "ps", size: 1e-12 },
  { text: "ns", size: 1e-9 },
  { text: "µs", size: 1e-6 },
  { text: "ms", size: 1e-3 },
  { text: "s", size: 1 },
];
const BYTES: readonly Prefix[] = [
  { text: "B", size: 1 },
  { text: "KiB", size: 2 ** 10 },
  { text: "MiB", size: 2 ** 20 },
  { text: "GiB", size: 2 ** 30 },
  { text: "TiB", size: 2 ** 40 },
];
const COUNTS: readonly Prefix[] = [
  { text: "", size: 1 },
  { text: "k", size: 1e3 },
  { text: "M", size: 1e6 },
  { text: "G", size: 1e9 },
];
const PREFIXES: Readonly<Record<Unit, readonly Prefix[]>> = {
  s: SECONDS,
  B: BYTES,
  count: COUNTS,
  x: [{ text: "×", size: 1 }],
  share: [{ text: "%", size: 0.01 }],
};

/** The prefix in which a value is written with 1 to 999 before the point, if there is one. */
export function prefixFor(value: number, unit: Unit): Prefix {
  const all = PREFIXES[unit];
  // 999.6 ns has three digits as 1.00 µs.
  const rounded = Number(Math.abs(value).toPrecision(3));
  if (rounded === 0) return all.find(({ size }) => size === 1) ?? all[0]!;
  return all.findLast(({ size }) => size <= rounded * (1 + 1e-12)) ?? all[0]!;
}

/** @example quantityText(1.2345e-5, "s") // "12.3 µs" */
export function quantityText(value: number, unit: Unit): string {
  const prefix = prefixFor(value, unit);
  return joined(threeDigits(value / prefix.size), prefix.text);
}

/** All digits that the value has, up to 12: for ticks, which are round. */
export function exactText(
  value: number,
  unit: Unit,
  prefix: Prefix = prefixFor(value, unit),
): string {
  return joined(plainDigits(value / prefix.size), prefix.text);
}

/** Of a number in the axis' prefix, which stands in its label. */
export function plainDigits(value: number): string {
  const text = String(Number(value.toPrecision(12)));
  return (text === "-0" ? "0" : text).replace("-", "\u2212").replace("e+", "e");
}

export function threeDigits(value: number): string {
  const isPlain = value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6);
  if (!isPlain) return plainDigits(Number(value.toPrecision(3)));
  const text = Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3);
  return text.replace("-", "\u2212");
}

/** "(µs)" belongs behind an axis' label; nothing for counts of one. */
export const prefixName = ({ text }: Prefix): string => text;

function joined(digits: string, unit: string): string {
  return unit === "×" || unit === "" || /^[kMG]$/.test(unit) ? digits + unit : `${digits} ${unit}`;
}
