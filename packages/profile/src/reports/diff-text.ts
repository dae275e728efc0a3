/** A diff as a table. */
import { amountText, percent } from "../stats/amount.ts";
import { wrapped } from "../stats/wrapped.ts";
import { type Change, type Diff, type FunctionDiff, hasOtherCalls, type Runs } from "./diff.ts";

export interface DiffTextOptions {
  readonly by?: "self" | "total";
  /** How many functions to show at most. Default 20. */
  readonly top?: number;
}

const HEAD = ["before", "after", "change", "", "calls", "function"];

export function diffText(diff: Diff, { by = "self", top = 20 }: DiffTextOptions = {}): string {
  const changed = diff.functions.filter((one) => isChanged(one, by));
  const shown = changed.slice(0, top);
  const rows = shown.map((one) => rowOf(one, one[by], diff));
  const lines = [...headOf(diff), ""];
  if (rows.length > 0) lines.push(...aligned([HEAD, ...rows]), "");
  lines.push(summaryOf(diff, changed.length, shown.length));
  return `${lines.join("\n")}\n`;
}

function isChanged(one: FunctionDiff, by: "self" | "total"): boolean {
  return one.status !== "both" || one[by].change !== 0 || hasOtherCalls(one);
}

function headOf(diff: Diff): string[] {
  const { total, unit } = diff;
  const what = unit === "us" ? "Time" : unit === "bytes" ? "Memory" : "Counts";
  const sides = `${runsText(total.before, diff)} before, ${runsText(total.after, diff)} after`;
  const first = `${what}: ${sides}${factorText(total, unit)}${doubtOf(total)}`;
  return [first, ...diff.notes].flatMap((line) => wrapped(line));
}

/** ": 2.03 times as fast" */
function factorText({ ratio }: Change, unit: Diff["unit"]): string {
  if (ratio === undefined || ratio === 0) return "";
  const factor = Number((ratio < 1 ? 1 / ratio : ratio).toPrecision(3));
  if (factor === 1) return ": the same";
  if (unit !== "us") return ratio < 1 ? `: 1/${factor} of it` : `: ${factor} times as much`;
  return `: ${factor} times as ${ratio < 1 ? "fast" : "long"}`;
}

function doubtOf({ isClear }: Change): string {
  return isClear === false ? " (within the spread of the runs)" : "";
}

/** "1.2 s ±3 %": the median, and how far the runs lie from it at most. */
function runsText({ median, least, most }: Runs, { unit }: Diff): string {
  const text = amountText(median, { unit });
  if (most === least || median === 0) return text;
  return `${text} ±${percent(Math.max(most - median, median - least) / median)}`;
}

function rowOf(one: FunctionDiff, change: Change, diff: Diff): string[] {
  const sign = change.change < 0 ? "-" : "+";
  const amount = `${sign}${amountText(Math.abs(change.change), diff)}`;
  return [
    one.status === "new" ? "-" : runsText(change.before, diff),
    one.status === "gone" ? "-" : runsText(change.after, diff),
    // A change that chance can explain carries a mark.
    change.isClear === false ? `~ ${amount}` : amount,
    relative(one, change),
    callsText(one),
    one.label,
  ];
}

function relative({ status }: FunctionDiff, { ratio }: Change): string {
  if (status !== "both") return status;
  if (ratio === undefined) return "";
  return `${ratio < 1 ? "-" : "+"}${percent(Math.abs(ratio - 1))}`;
}

function callsText({ calls }: FunctionDiff): string {
  if (calls === undefined) return "-";
  const [before, after] = [rangeText(calls.before), rangeText(calls.after)];
  return before === after ? before : `${before} → ${after}`;
}

function rangeText(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? String(least) : `${least}..${most}`;
}

function summaryOf(diff: Diff, changed: number, shown: number): string {
  const left = diff.functions.length - changed;
  const more = changed > shown ? `${changed - shown} more changed; ` : "";
  const marked =
    diff.runs.before > 1 && diff.runs.after > 1 ? " ~ = within the spread of the runs." : "";
  return `${more}${left} of ${diff.functions.length} functions did not change.${marked}`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === HEAD.length - 1 ? cell : cell.padStart(widths[i] as number)))
      .join("  ")
      .trimEnd(),
  );
}
