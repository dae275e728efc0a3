/** The three tables of pstats as text, byte for byte. */

import type { Scale } from "./amount.ts";
import type { Figures, FunctionStats } from "./function-table.ts";
import { fixed3 } from "./number-text.ts";

const BLANK = " ".repeat(8);

/** Calls as pstats shows them: total/primitive where they differ; "-" if they were not counted. */
export function callsText({ calls, primitiveCalls = calls }: Figures): string {
  if (calls === undefined) return "-";
  return calls === primitiveCalls ? String(calls) : `${calls}/${primitiveCalls}`;
}

/**
 * The columns ncalls, tottime, percall, cumtime, percall and filename:lineno(function); and `wait`
 * before the last one, if a function of the table waited. The first percall is for each call, the
 * second for each primitive one; they are blank where these calls are not known.
 */
export function functionLines(functions: readonly FunctionStats[], scale: Scale): string[] {
  const hasWait = functions.some(({ waitUs }) => waitUs > 0);
  const wait = hasWait ? "     wait" : "";
  const [self, total] = scale.titles.map((title) => title.padStart(8));
  const lines = [`   ncalls ${self}  percall ${total}  percall${wait} filename:lineno(function)`];
  for (const one of functions) {
    const columns = [
      callsText(one).padStart(9),
      figure(one.selfUs, scale),
      perCall(one.selfUs, one.calls, scale),
      figure(one.totalUs, scale),
      perCall(one.totalUs, one.primitiveCalls, scale),
      ...(hasWait ? [figure(one.waitUs, scale)] : []),
      one.label,
    ];
    lines.push(columns.join(" "));
  }
  return [...lines, "", ""];
}

/** C's "%8.3f". */
function figure(amount: number, { divisor }: Scale): string {
  return fixed3(amount / divisor).padStart(8);
}

function perCall(amount: number, calls: number | undefined, { divisor }: Scale): string {
  if (calls === undefined || calls === 0) return BLANK;
  return fixed3(amount / divisor / calls).padStart(8);
}

/** For each function, who called it or whom it called, with the figures of just these calls. */
export function relationLines(
  functions: readonly FunctionStats[],
  relation: "callers" | "callees",
  { width, all, scale }: { width: number; all: readonly FunctionStats[]; scale: Scale },
): string[] {
  const title = relation === "callers" ? "was called by..." : "called...";
  const lines = ["Function ".padEnd(width) + title];
  if (all.some(({ callers }) => callers.size > 0)) {
    const [self, total] = scale.titles.map((title) => title.padStart(8));
    lines.push(`${" ".repeat(width)}    ncalls ${self} ${total}`);
  }
  const others = relation === "callers" ? undefined : calleesOf(all);
  const arrow = relation === "callers" ? "<-" : "->";
  for (const one of functions) {
    const related = others === undefined ? one.callers : (others.get(one) ?? new Map());
    const head = one.label.padEnd(width) + arrow;
    lines.push(...relatedLines(related, head, scale));
  }
  return [...lines, "", ""];
}

function relatedLines(
  related: ReadonlyMap<FunctionStats, Figures>,
  head: string,
  scale: Scale,
): string[] {
  if (related.size === 0) return [`${head} `];
  const sorted = [...related].sort(([a], [b]) => byPlace(a, b));
  return sorted.map(([other, figures], i) => {
    const calls = callsText(figures).padStart(i === 0 ? 7 : 9);
    const row = `${calls} ${figure(figures.selfUs, scale)} ${figure(figures.totalUs, scale)}  ${other.label}`;
    return (i === 0 ? `${head} ` : " ".repeat(head.length - 1)) + row;
  });
}

function byPlace(a: FunctionStats, b: FunctionStats): number {
  return text(a.file, b.file) || a.line - b.line || text(a.name, b.name);
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function calleesOf(all: readonly FunctionStats[]): Map<FunctionStats, Map<FunctionStats, Figures>> {
  const callees = new Map<FunctionStats, Map<FunctionStats, Figures>>();
  for (const one of all) {
    for (const [caller, figures] of one.callers) {
      const known = callees.get(caller);
      if (known === undefined) callees.set(caller, new Map([[one, figures]]));
      else known.set(one, figures);
    }
  }
  return callees;
}
