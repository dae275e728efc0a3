/** Amounts as a person says them. */
import { type Spot, turnsOf } from "./rule.ts";
import type { LineSyntax } from "./syntax.ts";

const COUNT = new Intl.NumberFormat("en-US");

/** "once", "250 times", "1.01 million times"; "again and again" where it is not known. */
export function timesText(times: number | undefined): string {
  if (times === undefined) return "again and again";
  return times < 1.5 ? "once" : `${countText(times)} times`;
}

/** "250", "188,000", "1.01 million". */
export function countText(count: number): string {
  if (count >= 999_500) return `${Number((count / 1e6).toPrecision(3))} million`;
  return COUNT.format(count < 10_000 ? Math.round(count) : Number(count.toPrecision(3)));
}

/** "38 ns", "1.2 µs", "14 ms". */
export function timeText(us: number): string {
  const [value, unit] =
    us < 1
      ? [us * 1000, "ns"]
      : us < 1000
        ? [us, "µs"]
        : us < 1e6
          ? [us / 1000, "ms"]
          : [us / 1e6, "s"];
  return `${Number(value.toPrecision(2))} ${unit}`;
}

/** 0.354 -> "35 %". */
export function shareText(share: number): string {
  const percent = share * 100;
  return `${percent < 1 ? "less than 1" : Math.round(percent)} %`;
}

/** Below this, counting a line takes longer than the line. */
const SURE_US = 0.04;

/** "1.01 million times, 35 ns each" */
export function paceText(spot: Spot, at: LineSyntax): string {
  const turns = turnsOf(spot, at);
  const eachUs = spot.selfUs / (turns ?? 1);
  const each = `, ${eachUs < SURE_US ? "less than 40 ns" : timeText(eachUs)} each`;
  return turns === undefined || turns < 2 ? timesText(turns) : timesText(turns) + each;
}

/** A piece of source on one line. */
export function shortened(source: string): string {
  const line = source.replaceAll(/\s+/g, " ");
  return line.length <= 44 ? line : `${line.slice(0, 43)}…`;
}
