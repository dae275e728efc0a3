/**
 * The table of commands that ran several times in turn, at most 80 columns wide.
 *
 * Commands are compared pair by pair, by the median of their ratios: the machine's speed at the
 * moment, which moves by a third and more, is the same for both runs of a pair.
 */
import { MAD_TO_SIGMA, mad, median, quantileOfSorted, sorted } from "../stats/order.ts";
import type { TimeResult } from "./result.ts";

const WIDTH = 80;
/** What bash's clock can tell, and how many pairs an interval takes. */
const STEP_MS = 1;
const LEAST_STEPS = 10;
const LEAST_PAIRS = 5;
const UNITS = [
  ["min", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** @param results for each command at least one */
export function tableText(results: readonly (readonly TimeResult[])[]): string {
  const runs = results[0]!.length;
  const head = `${runs} run${runs === 1 ? "" : "s"}${results.length > 1 ? " each, in turn" : ""}`;
  const lines = [row(head, "min", "median", "spread")];
  results.forEach((all, index) => {
    lines.push(cut(`${letter(index)}  ${all[0]!.command.join(" ")}`), ...rows(all));
  });
  const comparisons = results.slice(1).map((all, i) => ratioLine(results[0]!, all, i + 1));
  return [...lines, ...comparisons].join("\n");
}

function rows(all: readonly TimeResult[]): string[] {
  return [
    timesRow(
      "real",
      all.map(({ realMs }) => realMs),
    ),
    timesRow(
      "user",
      all.map(({ userMs }) => userMs),
    ),
    timesRow(
      "sys",
      all.map(({ sysMs }) => sysMs),
    ),
  ];
}

function timesRow(name: string, values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return row(`   ${name}`, "?", "?", "?");
  const middle = median(known);
  const [min, shown] = [duration(Math.min(...known), middle), duration(middle, middle)];
  return row(`   ${name}`, min, shown, spreadText(known, middle));
}

/** Nothing where a step of the clock is more than a tenth, and of a single run. */
function spreadText(values: readonly number[], middle: number): string {
  if (values.length < 2 || middle < LEAST_STEPS * STEP_MS) return "";
  const step = (100 * STEP_MS) / middle;
  const spread = (100 * MAD_TO_SIGMA * mad(values)) / middle;
  if (spread < step) return `<±${Number(step.toPrecision(1))} %`;
  return `±${Number(spread.toPrecision(2))} %`;
}

/** "B takes 1.53 x the time of A (middle half of 10 pairs: 1.50 to 1.58)"; of few pairs no interval. */
function ratioLine(
  first: readonly TimeResult[],
  other: readonly TimeResult[],
  index: number,
): string {
  const ratios = sorted(other.map(({ realMs }, i) => realMs / first[i]!.realMs));
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
    quantileOfSorted(ratios, share).toFixed(2),
  );
  const { length } = ratios;
  const pairs = `${length} pair${length === 1 ? "" : "s"}`;
  const how =
    length < LEAST_PAIRS
      ? `${pairs}; -n ${LEAST_PAIRS} for an interval`
      : `middle half of ${pairs}: ${low} to ${high}`;
  return `${letter(index)} takes ${middle} x the time of A (${how})`;
}

function row(name: string, min: string, middle: string, spread: string): string {
  return (name.padEnd(28) + min.padStart(14) + middle.padStart(14) + spread.padStart(11)).trimEnd();
}

/** @param scale the value that chooses the unit, so that a row has one */
function duration(timeMs: number, scale: number): string {
  const [unit, length] = UNITS.find(([, least]) => scale >= least * 1.5) ?? UNITS[2];
  const value = timeMs / length;
  if (length === 1) return timeMs < STEP_MS ? "<1 ms" : `${Math.round(timeMs)} ms`;
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)} ${unit}`;
}

function letter(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}

function cut(line: string): string {
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 3)}...` : line;
}
