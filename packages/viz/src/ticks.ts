/** Where ticks stand: at multiples of 1, 2, 2.5 or 5 times a power of ten, and how they are written. */
import type { Interval } from "./scene.ts";

export interface Tick {
  readonly value: number;
  readonly label: string;
}

const MOST_TICKS = 9;
const STEPS = [1, 2, 2.5, 5, 10];

/** At least two ticks inside of the limits, at most nine. */
export function ticksOf([low, high]: Interval): Tick[] {
  const { step, decimals } = stepFor((high - low) / MOST_TICKS);
  const ticks: Tick[] = [];
  // Counted, not added up: 0.1 + 0.2 would be written as 0.30000000000000004.
  for (let n = Math.ceil(low / step - 1e-9); n <= Math.floor(high / step + 1e-9); n++) {
    const value = n * step;
    ticks.push({ value, label: written(value, decimals) });
  }
  return ticks;
}

/** The smallest step of ours that is not below `least`, and the decimals to tell its multiples. */
function stepFor(least: number): { step: number; decimals: number } {
  const exponent = Number(least.toExponential().split("e")[1]);
  const power = Number(`1e${exponent}`);
  const factor = STEPS.find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  const step = Number(`${factor}e${exponent}`);
  const decimals = Math.max(0, (factor === 2.5 ? 1 : factor === 10 ? -1 : 0) - exponent);
  return { step, decimals };
}

/** A true minus sign, which is as wide as a digit. Very large and small numbers as 1e+9. */
function written(value: number, decimals: number): string {
  if (value === 0) return decimals <= 6 ? (0).toFixed(decimals) : "0";
  const isPlain = decimals <= 6 && Math.abs(value) < 1e6;
  const text = isPlain ? value.toFixed(decimals) : Number(value.toPrecision(6)).toExponential();
  return text.replace("-", "\u2212");
}
