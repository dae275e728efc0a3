/** Which chart shows these results, and the chart. */
import type { RunRecord } from "@hpts/bench";
import { UsageError } from "@hpts/labkit/lab";
import {
  type Chart,
  type ChartKind,
  distribution,
  history,
  machineText,
  memory,
  scaling,
  speedup,
  type Tiers,
  warmup,
} from "@hpts/viz/chart";
import type { Compared } from "./plot-check.ts";
import type { Results } from "./plot-results.ts";

export interface ChartWish {
  readonly kind?: ChartKind;
  readonly title?: string;
  readonly case?: string;
  readonly metric?: "wall" | "cpu";
  readonly tiers?: Tiers;
}

const NEEDS: Readonly<Record<ChartKind, Results["kind"]>> = {
  scaling: "runs",
  distribution: "runs",
  history: "runs",
  warmup: "runs",
  speedup: "comparison",
  memory: "timeline",
};

const NAMES: Readonly<Record<Results["kind"], string>> = {
  runs: "runs of hpts bench",
  comparison: "results of hpts compare --json",
  timeline: "files of hpts memory run",
};

/** @throws UsageError for results of several kinds, or of a kind that the chart cannot show */
export function chartOf(results: readonly Results[], wish: ChartWish): Chart {
  const [first] = results;
  if (first === undefined) throw new UsageError("expected a file with results, got none");
  const other = results.find(({ kind }) => kind !== first.kind);
  if (other !== undefined) {
    const both = `${first.name} holds ${NAMES[first.kind]}, ${other.name} ${NAMES[other.kind]}`;
    throw new UsageError(`${both}: they do not go into one chart`);
  }
  if (wish.kind !== undefined && NEEDS[wish.kind] !== first.kind) {
    const needed = NAMES[NEEDS[wish.kind]];
    throw new UsageError(
      `--kind ${wish.kind} needs ${needed}, and ${first.name} holds ${NAMES[first.kind]}`,
    );
  }
  const title = wish.title === undefined ? {} : { title: wish.title };
  const comparisons = results.flatMap((one) => (one.kind === "comparison" ? one.found : []));
  if (first.kind === "comparison") {
    return speedup(barsOf(comparisons), {
      ...title,
      ...machineOf(comparisons),
      ...(wish.tiers && { tiers: wish.tiers }),
    });
  }
  const timelines = results.flatMap((one) => (one.kind === "timeline" ? [one.timeline] : []));
  if (first.kind === "timeline") return memory(timelines, title);
  return chartOfRuns(
    results.flatMap((one) => (one.kind === "runs" ? [one] : [])),
    wish,
    title,
  );
}

type Runs = Extract<Results, { kind: "runs" }>;

function chartOfRuns(files: readonly Runs[], wish: ChartWish, title: { title?: string }): Chart {
  const all = files.flatMap(({ runs }) => runs);
  const kind = wish.kind ?? kindFor(files);
  const options = { ...title, ...(wish.metric && { metric: wish.metric }) };
  if (kind === "history") return history(all, options);
  const last = files.map(({ runs }) => runs.at(-1)!);
  if (kind === "warmup") return warmupOf(last, wish, title);
  const labels = files.map(({ name }) => name);
  const draw = kind === "scaling" ? scaling : distribution;
  return draw(last, { ...options, labels });
}

/** Sizes are what a run with sizes is about; runs over time, what a file with several is about. */
function kindFor(files: readonly Runs[]): ChartKind {
  if (files.length === 1 && files[0]!.runs.length > 1) return "history";
  const last = files.map(({ runs }) => runs.at(-1)!);
  return last.some(hasSizes) ? "scaling" : "distribution";
}

const hasSizes = ({ cases }: RunRecord): boolean =>
  new Set(cases.flatMap(({ params }) => (params["n"] === undefined ? [] : [params["n"]]))).size > 1;

function warmupOf(runs: readonly RunRecord[], wish: ChartWish, title: { title?: string }): Chart {
  if (runs.length > 1) throw new UsageError("--kind warmup shows one run: give one file");
  try {
    return warmup(runs[0]!, { ...title, ...(wish.case !== undefined && { case: wish.case }) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--kind warmup: ${error.message}`, { cause: error });
  }
}

/** Only what was measured on one machine has one to name. */
function machineOf(comparisons: readonly Compared[]): { machine?: string } {
  const machines = new Set(comparisons.map((one) => one.machine && machineText(one.machine)));
  const [machine] = machines;
  return machines.size === 1 && machine !== undefined ? { machine } : {};
}

/** The baseline has a bar of its own where all have the same one. */
function barsOf(comparisons: readonly Compared[]) {
  const baselines = new Set(comparisons.map(({ baseline }) => baseline));
  const bars = comparisons.map((one) => ({
    name: baselines.size === 1 ? one.candidate : `${one.candidate} / ${one.baseline}`,
    result: one,
  }));
  return baselines.size === 1 ? [{ name: [...baselines][0]! }, ...bars] : bars;
}
