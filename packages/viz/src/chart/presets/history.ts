/** Results over runs, oldest first: medians with their intervals; machines are never joined by a line. */
import type { Metric, RunRecord } from "@hpts/bench";
import type { Chart, Datum, Layer, Mark } from "../model.ts";
import { quantityText } from "../quantity.ts";
import { linearDomain, logDomain } from "../scales.ts";
import { CLOCKS, machinesOf, nameOf, spreadText, type Timed, timed } from "./machine.ts";

export interface HistoryOptions {
  /** @default "Time over runs" */
  readonly title?: string;
  /** Which time. @default "wall" */
  readonly metric?: Metric;
  /** A name for each run. @default its commit, or its time */
  readonly labels?: readonly string[];
}

/** @param runs in any order; they are sorted by their time */
export function history(runs: readonly RunRecord[], options: HistoryOptions = {}): Chart {
  const { title = "Time over runs", metric = "wall", labels } = options;
  const sorted = runs
    .map((run, i) => ({ run, label: labels?.[i] ?? nameOfRun(run) }))
    .toSorted((a, b) => (a.run.time < b.run.time ? -1 : a.run.time > b.run.time ? 1 : 0));
  const names = told(sorted.map(({ label }) => label));
  const hasSuites = new Set(runs.map(({ suite }) => suite)).size > 1;
  const shown: Timed[] = [];
  const lines = new Map<string, { machine: string; data: Datum[] }[]>();
  sorted.forEach(({ run }, x) => {
    for (const one of run.cases) {
      const times = timed(one, metric);
      if (times === undefined) continue;
      shown.push(times);
      const name = hasSuites ? `${run.suite}: ${nameOf(one)}` : nameOf(one);
      const parts = lines.get(name) ?? [];
      lines.set(name, parts);
      const machine = run.env.fingerprint;
      if (parts.at(-1)?.machine !== machine) parts.push({ machine, data: [] });
      const { medianS, lowS, highS } = times;
      parts.at(-1)!.data.push({ x, y: medianS, low: lowS, high: highS });
    }
  });
  const layers = [...lines.values()].flatMap((parts, series) =>
    parts.map(({ data }): Layer => ({ series, form: "line-points", data })),
  );
  const values = shown.flatMap(({ medianS, lowS, highS }) => [medianS, lowS, highS]);
  const least = Math.min(...values);
  const isLog = least > 0 && Math.max(...values) / least > MOST_LINEAR;
  return {
    kind: "history",
    title,
    summary:
      [...lines]
        .map(([name, parts]) => sentence(name, parts))
        .slice(0, 4)
        .join(" ") || "No run has times.",
    caption: [
      ...(shown.length > 0 ? [`${spreadText(shown)} Time by ${CLOCKS[metric]}.`] : []),
      "Runs were not measured side by side: a neighbour on the machine changes times by 30 % and more.",
      ...(sorted.some(({ run }) => run.git?.dirty === true)
        ? ["*: with changes that were not committed."]
        : []),
      ...(runs.length > 0 ? [machinesOf(runs)] : []),
    ],
    series: [...lines.keys()].map((name, i) => ({ name, style: i })),
    panels: [
      {
        x: {
          label: "run",
          unit: "count",
          scale: "steps",
          domain: [-0.5, Math.max(runs.length, 1) - 0.5],
          names,
        },
        y: {
          label: "time a call",
          unit: "s",
          scale: isLog ? "log" : "linear",
          domain: isLog ? logDomain(values) : linearDomain(values),
        },
        heightPx: 320,
        layers,
        marks: changesOfMachine(sorted.map(({ run }) => run.env.fingerprint)),
        bands: [],
      },
    ],
  };
}

/** Beyond this ratio of the longest to the shortest time the axis is logarithmic. */
const MOST_LINEAR = 10;

/** "3050695*", or "11-22 20:18" outside of a repository. */
function nameOfRun({ git, time }: RunRecord): string {
  if (git === null) return time.slice(5, 16).replace("T", " ");
  return `${git.sha.slice(0, 7)}${git.dirty ? "*" : ""}`;
}

/** The second of two equal names is "name (2)". */
function told(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function changesOfMachine(fingerprints: readonly string[]): Mark[] {
  return fingerprints.flatMap((one, i): Mark[] =>
    i > 0 && one !== fingerprints[i - 1] ? [{ at: i - 0.5, label: "another machine" }] : [],
  );
}

function sentence(name: string, parts: readonly { data: readonly Datum[] }[]): string {
  const data = parts.at(-1)!.data;
  const [first, last] = [data[0]!, data.at(-1)!];
  const to = data.length > 1 ? `, first ${quantityText(first.y, "s")}` : "";
  return `${name}: last ${quantityText(last.y, "s")}${to}.`;
}
