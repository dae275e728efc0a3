/** Amounts of a profile in words: time, memory, or a number of something. */

export type Unit = "us" | "bytes" | "count";

/** For what is not known: calls that were not counted. */
export const UNKNOWN = "–";

/** "1.23 s", "456 KiB", "12": three digits. */
export function amountText(amount: number, unit: Unit): string {
  const size = Math.abs(amount);
  if (unit === "count") return threeDigits(amount);
  const steps = unit === "us" ? TIMES : SIZES;
  const [perStep, name] =
    steps.find(([least]) => size >= least * 0.9995) ?? steps[steps.length - 1]!;
  return amount === 0 ? "0" : `${threeDigits(amount / perStep)} ${name}`;
}

const TIMES: readonly (readonly [number, string])[] = [
  [1e6, "s"],
  [1e3, "ms"],
  [1, "µs"],
  [1e-3, "ns"],
];
const SIZES: readonly (readonly [number, string])[] = [
  [2 ** 30, "GiB"],
  [2 ** 20, "MiB"],
  [2 ** 10, "KiB"],
  [1, "B"],
];

/** "12.3 %"; a share from 0 to 1. */
export function percentText(share: number): string {
  if (!Number.isFinite(share)) return "";
  const value = share * 100;
  if (value > 0 && value < 0.05) return "<0.1 %";
  return `${value.toFixed(value >= 99.95 || value === 0 ? 0 : 1)} %`;
}

/** "188,000/750": all calls, and the primitive ones where they differ; "–" if not counted. */
export function callsText(calls: number, primitive = -1): string {
  if (calls < 0) return UNKNOWN;
  const all = countText(calls);
  return primitive < 0 || primitive === calls ? all : `${all}/${countText(primitive)}`;
}

export function countText(count: number): string {
  return Math.round(count).toLocaleString("en");
}

/** "+12 ms": a difference, with its sign. */
export function changeText(change: number, unit: Unit): string {
  const text = amountText(Math.abs(change), unit);
  if (text === "0") return "±0";
  return `${change > 0 ? "+" : "−"}${text}`;
}

function threeDigits(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}
