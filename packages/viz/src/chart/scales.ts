/** From values to pixels, and the ticks of an axis: the same for files, pages and terminals. */
import { ticks as roundValues } from "d3-array";
import type { Axis } from "./model.ts";
import { exactText, plainDigits, prefixFor, prefixName } from "./quantity.ts";

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/**
 * What lies outside of the domain stands at its end.
 * @param range pixels of the low and of the high end of the axis
 */
export function scaleOf(axis: Axis, range: readonly [number, number]): (value: number) => number {
  const [from, to] = range;
  const place = axis.scale === "log" ? Math.log : (value: number): number => value;
  const [low, high] = [place(axis.domain[0]), place(axis.domain[1])];
  return (value) => {
    const inside = Math.min(Math.max(value, axis.domain[0]), axis.domain[1]);
    return from + ((place(inside) - low) / (high - low)) * (to - from);
  };
}

/** What stands on the axis: its name, with the unit that its ticks have in common. */
export function axisTitle(axis: Axis): string {
  if (axis.scale !== "linear" || axis.unit === "x") return axis.label;
  const unit = prefixName(prefixOf(axis));
  return unit === "" ? axis.label : `${axis.label} (${unit})`;
}

/** Round values inside the domain, ascending, each with a label of its own. */
export function ticksOf(axis: Axis, most: number): Tick[] {
  const { domain, unit, names = [] } = axis;
  if (axis.scale === "rows" || axis.scale === "steps") {
    return names.map((label, value) => ({ value, label }));
  }
  if (axis.scale === "log") {
    return logTicks(domain, most).map((value) => ({ value, label: exactText(value, unit) }));
  }
  const prefix = prefixOf(axis);
  // In units of the prefix: bytes have round ticks in MiB.
  const values = roundValues(domain[0] / prefix.size, domain[1] / prefix.size, Math.max(2, most));
  const decimals = values.reduce((digits, value) => Math.max(digits, decimalsOf(value)), 0);
  return values.map((value) => {
    const digits = decimals <= MOST_DECIMALS ? value.toFixed(decimals) : plainDigits(value);
    const label = (Number(digits) === 0 ? digits.replace("-", "") : digits).replace("-", "\u2212");
    return { value: value * prefix.size, label: unit === "x" ? `${label}×` : label };
  });
}

const MOST_DECIMALS = 9;

/** How many it takes to write a round value; very many for one that is written as 1e-10. */
function decimalsOf(value: number): number {
  const text = String(Number(value.toPrecision(12)));
  return text.includes("e") ? Number.POSITIVE_INFINITY : (text.split(".")[1] ?? "").length;
}

const prefixOf = ({ domain, unit }: Axis) =>
  prefixFor(Math.max(Math.abs(domain[0]), Math.abs(domain[1])), unit);

/** Powers of ten where there are enough of them, else 1, 2 and 5, else as on a linear axis. */
function logTicks(domain: readonly [number, number], most: number): number[] {
  const [low, high] = domain;
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const times = (factors: readonly number[]): number[] =>
    powers
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
  const decades = times([1]);
  if (decades.length > most) {
    const step = Math.ceil(decades.length / most);
    return decades.filter((_, i) => i % step === 0);
  }
  const finer = times([1, 2, 5]);
  if (decades.length >= 4 || finer.length > most) return decades.length >= 2 ? decades : finer;
  return finer.length >= 3 ? finer : roundValues(low, high, Math.min(most, 5));
}

/** Limits around values, with some room. @param values finite */
export function linearDomain(values: readonly number[], isFromZero = true): [number, number] {
  const high = values.reduce((a, b) => Math.max(a, b), isFromZero ? 0 : Number.NEGATIVE_INFINITY);
  const low = values.reduce((a, b) => Math.min(a, b), isFromZero ? 0 : Number.POSITIVE_INFINITY);
  if (!(high > low)) return isFromZero || values.length === 0 ? [0, 1] : [low - 1, low + 1];
  const room = (high - low) * 0.05;
  return [isFromZero && low === 0 ? 0 : low - room, high + room];
}

/** Limits around positive values; at least a factor of 4 apart. Values of 0 or less do not count. */
export function logDomain(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return [1, 10];
  const low = positive.reduce((a, b) => Math.min(a, b));
  const high = positive.reduce((a, b) => Math.max(a, b));
  const room = Math.max(1.25, Math.sqrt((LEAST_RATIO * low) / high));
  return [Math.max(low / room, Number.MIN_VALUE), Math.min(high * room, Number.MAX_VALUE)];
}

const LEAST_RATIO = 4;
