/**
 * How times scatter: a violin a case with its median and middle half, and below them, on the same axis,
 * which share of the batches took at most so long.
 */
import type { CaseRecord, Metric, RunRecord } from "@hpts/bench";
import { quantileSorted } from "d3-array";
import type { Axis, Chart, Datum, Layer } from "../model.ts";
import { quantityText } from "../quantity.ts";
import { logDomain } from "../scales.ts";
import { batchTimes } from "./batches.ts";
import { density } from "./density.ts";
import { CLOCKS, countText, machinesOf, missingText, nameOf } from "./machine.ts";

export interface DistributionOptions {
  /** @default "How times scatter" */
  readonly title?: string;
  /** Which time. @default "wall" */
  readonly metric?: Metric;
  /** A name for each run, in their order, where there are several. */
  readonly labels?: readonly string[];
}

interface Sample {
  readonly name: string;
  /** s, ascending. */
  readonly times: number[];
  readonly processes: number;
}

export function distribution(runs: readonly RunRecord[], options: DistributionOptions = {}): Chart {
  const { title = "How times scatter", metric = "wall", labels = [] } = options;
  const all = runs.flatMap((run, i) =>
    run.cases.map((one) =>
      sampleOf(one, metric, runs.length > 1 ? (labels[i] ?? `run ${i + 1}`) : ""),
    ),
  );
  const samples = all.filter(({ times }) => times.length > 0);
  const missing = all.filter(({ times }) => times.length === 0).map(({ name }) => name);
  const everything = samples.flatMap(({ times }) => [times[0]!, times.at(-1)!]);
  const [low, high] = [Math.min(...everything), Math.max(...everything)];
  const isLog = samples.length > 0 && low > 0 && high / low > MOST_LINEAR;
  const violins = samples.map(({ times }) => violin(times, isLog));
  const edges = [...everything, ...violins.flatMap((one) => [one[0]!.x, one[one.length >> 1]!.x])];
  const x: Axis = {
    label: "time a call",
    unit: "s",
    scale: isLog ? "log" : "linear",
    domain: isLog ? logDomain(edges) : narrow(edges),
  };
  const rowPx = samples.length > MANY ? 28 : 48;
  return {
    kind: "distribution",
    title,
    summary: samples.map(sentence).slice(0, 4).join(" ") || "No case has times.",
    caption: [
      `Points are medians, bars the middle half of the batches; ${countText(samples.map(({ times, processes }) => ({ batches: times.length, processes })))}. A batch is the mean of its calls, by ${CLOCKS[metric]}.`,
      ...missingText(missing),
      ...(runs.length > 0 ? [machinesOf(runs)] : []),
    ],
    series: samples.map(({ name }, i) => ({ name, style: i })),
    panels: [
      {
        x,
        y: {
          label: "",
          unit: "count",
          scale: "rows",
          domain: [-0.5, Math.max(samples.length, 1) - 0.5],
          names: samples.map(({ name }) => name),
        },
        heightPx: Math.max(samples.length, 1) * rowPx,
        layers: samples.flatMap((one, i) => violinLayers(one, violins[i]!, i)),
        marks: [],
        bands: [],
      },
      {
        x,
        y: { label: "share of batches", unit: "share", scale: "linear", domain: [0, 1] },
        heightPx: 180,
        layers: samples.flatMap((one, i) => shareLayers(one, i)),
        marks: [],
        bands: [],
      },
    ],
  };
}

/** Beyond this ratio of the longest to the shortest time the axis is logarithmic. */
const MOST_LINEAR = 10;
const MANY = 12;
const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];
const HALF_ROW = 0.4;

function sampleOf(record: CaseRecord, metric: Metric, label: string): Sample {
  const each = batchTimes(record, metric);
  const times = each
    .flat()
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const name = nameOf(record);
  return { name: label === "" ? name : `${label}: ${name}`, times, processes: each.length };
}

/** A closed shape around row 0. */
function violin(times: number[], isLog: boolean): Datum[] {
  const placed = isLog ? times.map((time) => Math.log(Math.max(time, Number.MIN_VALUE))) : times;
  const hill = density(placed).map(({ at, height }) => ({
    x: isLog ? Math.exp(at) : Math.max(at, 0),
    y: height * HALF_ROW,
  }));
  return [...hill, ...hill.toReversed().map(({ x, y }) => ({ x, y: -y }))];
}

const at = (times: number[], share: number): number => quantileSorted(times, share)!;

function violinLayers({ times }: Sample, shape: readonly Datum[], row: number): Layer[] {
  const middle = { x: at(times, 0.5), low: at(times, 0.25), high: at(times, 0.75) };
  const note = `median of ${times.length}; 99 % took at most ${quantityText(at(times, 0.99), "s")}`;
  return [
    {
      series: row,
      form: "area",
      data: shape.map(({ x, y }) => ({ x, y: y + row })),
      isDecoration: true,
    },
    { series: row, form: "points", interval: "x", data: [{ ...middle, y: row, note }] },
  ];
}

/** Steps, and points of which the values can be read. */
function shareLayers({ times }: Sample, series: number): Layer[] {
  const steps = times.flatMap((x, i) => [
    { x, y: i / times.length },
    { x, y: (i + 1) / times.length },
  ]);
  // On the steps, not between them.
  const data = SHARES.map((share) => ({
    x: times[Math.max(0, Math.ceil(share * times.length) - 1)]!,
    y: share,
  }));
  return [
    { series, form: "line", data: steps, isDecoration: true },
    { series, form: "points", data },
  ];
}

/** Not from 0: where times lie close together, their shape is what is asked for. */
function narrow(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!(high > 0)) return [0, 1];
  const room = Math.max((high - low) * 0.05, high * 0.02);
  return [Math.max(0, low - room), high + room];
}

function sentence({ name, times }: Sample): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantityText(at(times, share), "s"));
  return `${name}: median ${middle}, half of the batches between ${low} and ${high}.`;
}
