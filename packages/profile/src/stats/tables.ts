/** The three tables of pstats as text, byte for byte. */
import type { Figures, FunctionStats } from "./function-table.ts";
import { fixed3, seconds } from "./number-text.ts";

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
export function functionLines(functions: readonly FunctionStats[]): string[] {
  const hasWait = functions.some(({ waitUs }) => waitUs > 0);
  const wait = hasWait ? "     wait" : "";
  const lines = [`   ncalls  tottime  percall  cumtime  percall${wait} filename:lineno(function)`];
  for (const one of functions) {
    const columns = [
      callsText(one).padStart(9),
      seconds(one.selfUs),
      perCall(one.selfUs, one.calls),
      seconds(one.totalUs),
      perCall(one.totalUs, one.primitiveCalls),
      ...(hasWait ? [seconds(one.waitUs)] : []),
      one.label,
    ];
    lines.push(columns.join(" "));
  }
  return [...lines, "", ""];
}

function perCall(us: number, calls: number | undefined): string {
  return calls === undefined || calls === 0 ? BLANK : fixed3(us / 1e6 / calls).padStart(8);
}

/** For each function, who called it or whom it called, with the figures of just these calls. */
export function relationLines(
  functions: readonly FunctionStats[],
  relation: "callers" | "callees",
  { width, all }: { readonly width: number; readonly all: readonly FunctionStats[] },
): string[] {
  const title = relation === "callers" ? "was called by..." : "called...";
  const lines = ["Function ".padEnd(width) + title];
  if (all.some(({ callers }) => callers.size > 0)) {
    lines.push(`${" ".repeat(width)}    ncalls  tottime  cumtime`);
  }
  const others = relation === "callers" ? undefined : calleesOf(all);
  const arrow = relation === "callers" ? "<-" : "->";
  for (const one of functions) {
    const related = others === undefined ? one.callers : (others.get(one) ?? new Map());
    const head = one.label.padEnd(width) + arrow;
    lines.push(...relatedLines(related, head));
  }
  return [...lines, "", ""];
}

function relatedLines(related: ReadonlyMap<FunctionStats, Figures>, head: string): string[] {
  if (related.size === 0) return [`${head} `];
  const sorted = [...related].sort(([a], [b]) => byPlace(a, b));
  return sorted.map(([other, figures], i) => {
    const calls = callsText(figures).padStart(i === 0 ? 7 : 9);
    const row = `${calls} ${seconds(figures.selfUs)} ${seconds(figures.totalUs)}  ${other.label}`;
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
