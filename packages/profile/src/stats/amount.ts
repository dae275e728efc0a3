/** What selfUs and totalUs hold, and how it is shown: time, or bytes, or a count of something. */
import type { Meta } from "../model/profile.ts";

export interface Scale {
  /** Amounts are divided by it for tables. */
  readonly divisor: number;
  /** "in 1.234 seconds" */
  readonly name: string;
  /** Titles of pstats' columns tottime and cumtime. */
  readonly titles: readonly [self: string, total: string];
}

const SCALES: Readonly<Record<NonNullable<Meta["unit"]>, Scale>> = {
  us: { divisor: 1e6, name: "seconds", titles: ["tottime", "cumtime"] },
  bytes: { divisor: 2 ** 20, name: "MiB", titles: ["selfMiB", "cumMiB"] },
  count: { divisor: 1, name: "counts", titles: ["self", "total"] },
};

export function scaleOf({ unit = "us" }: Meta): Scale {
  return SCALES[unit];
}

/** "1.23 s", "456 KiB", "12": 3 significant digits. */
export function amountText(amount: number, { unit = "us" }: Pick<Meta, "unit">): string {
  if (unit === "us") return duration(amount);
  if (unit === "count") return digits(amount);
  if (amount >= 2 ** 20) return `${digits(amount / 2 ** 20)} MiB`;
  return amount >= 1024 ? `${digits(amount / 1024)} KiB` : `${digits(amount)} B`;
}

/** "1.23 s", "12.3 ms", "123 µs" */
export function duration(us: number): string {
  if (us >= 999_500) return `${digits(us / 1e6)} s`;
  return us >= 999.5 ? `${digits(us / 1e3)} ms` : `${digits(us)} µs`;
}

/** 3 significant digits, never as 1e5. */
export function digits(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** "12.3 %", "62 %", "0.4 %" of a share from 0 to 1. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 ? value.toFixed(0) : value.toFixed(1)} %`;
}
