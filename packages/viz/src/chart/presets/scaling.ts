/** Time against size, both logarithmic: a power of n is a straight line, its power the slope. */
import type { CaseRecord, ComplexityRecord, Metric, RunRecord } from "@hpts/bench";
import type { Chart, Datum, Layer, SeriesInfo } from "../model.ts";
import { quantityText } from "../quantity.ts";
import { logDomain } from "../scales.ts";
import {
  CLOCKS,
  machinesOf,
  missingText,
  nameOf,
  plural,
  spreadText,
  type Timed,
  timed,
} from "./machine.ts";

export interface ScalingOptions {
  /** @default "Time against size" */
  readonly title?: string;
  /** Which time. @default "wall" */
  readonly metric?: Metric;
  /** A name for each run, in their order, where several are laid over each other. */
  readonly labels?: readonly string[];
}

/** Cases without `params.n` have no size, and are not shown. Needs runs of `hpts bench`. */
export function scaling(runs: readonly RunRecord[], options: ScalingOptions = {}): Chart {
  const { title = "Time against size", metric = "wall", labels = [] } = options;
  const series: SeriesInfo[] = [];
  const layers: Layer[] = [];
  const shown: Timed[] = [];
  const missing: string[] = [];
  const found: string[] = [];
  runs.forEach((run, index) => {
    const label = runs.length > 1 ? `${labels[index] ?? `run ${index + 1}`}: ` : "";
    missing.push(
      ...run.cases.filter((one) => !isShown(one, metric)).map((one) => label + nameOf(one)),
    );
    for (const [name, cases] of bySize(run.cases, metric)) {
      const fit = run.complexity.find((one) => one.case === name);
      const data = cases.map((one): Datum => {
        const { medianS, lowS, highS } = timed(one, metric)!;
        return { x: one.params["n"]!, y: medianS, low: Math.max(lowS, LEAST_S), high: highS };
      });
      shown.push(...cases.map((one) => timed(one, metric)!));
      const at = series.length;
      series.push({
        name: label + name + (fit === undefined ? "" : ` · ${growth(fit)}`),
        style: at,
      });
      if (fit !== undefined) layers.push({ ...curve(fit), series: at });
      layers.push({ series: at, form: fit === undefined ? "line-points" : "points", data });
      found.push(sentence(label + name, data, fit));
    }
  });
  const data = layers.flatMap((layer) => layer.data);
  const hasFit = runs.some(({ complexity }) => complexity.length > 0);
  return {
    kind: "scaling",
    title,
    summary: summaryOf(found),
    caption: [
      ...(shown.length > 0 ? [`${spreadText(shown)} Time by ${CLOCKS[metric]}.`] : []),
      ...(hasFit ? ["Dashed: the growth class that fits the fastest times best."] : []),
      ...missingText(missing),
      ...(runs.length > 0 ? [machinesOf(runs)] : []),
    ],
    series,
    panels: [
      {
        x: { label: "n", unit: "count", scale: "log", domain: logDomain(data.map(({ x }) => x)) },
        y: {
          label: "time a call",
          unit: "s",
          scale: "log",
          domain: logDomain(data.flatMap(({ y, low = y, high = y }) => [y, low, high])),
        },
        heightPx: 340,
        layers,
        marks: [],
        bands: [],
      },
    ],
  };
}

const MOST_SENTENCES = 3;

function summaryOf(sentences: readonly string[]): string {
  if (sentences.length === 0) return "No case with sizes has times.";
  const rest = sentences.length - MOST_SENTENCES;
  const more = rest > 0 ? [`And ${plural(rest, "case", "cases")} more.`] : [];
  return [...sentences.slice(0, MOST_SENTENCES), ...more].join(" ");
}

/** A logarithmic axis has no 0: an interval ends here, and shorter times are not shown. */
const LEAST_S = 1e-13;

const isShown = (one: CaseRecord, metric: Metric): boolean =>
  (one.params["n"] ?? 0) > 0 && (timed(one, metric)?.medianS ?? 0) >= LEAST_S;

/** Name -> cases by ascending n. */
function bySize(cases: readonly CaseRecord[], metric: Metric): Map<string, CaseRecord[]> {
  const groups = new Map<string, CaseRecord[]>();
  for (const one of cases.filter((each) => isShown(each, metric))) {
    const name = nameOf(one, "n");
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const size = ({ params }: CaseRecord): number => params["n"]!;
  return new Map(
    [...groups].map(([name, all]) => [name, all.toSorted((a, b) => size(a) - size(b))]),
  );
}

const growth = ({ klass, confidence }: ComplexityRecord): string =>
  `${klassText(klass)}${confidence < 1.5 ? " (or a neighbour)" : ""}`;

/** "n^2" as people write it. */
function klassText(klass: string): string {
  return klass === "1" ? "constant" : klass.replace("^2", "²").replace("^3", "³");
}

function curve({ points }: ComplexityRecord): Omit<Layer, "series"> {
  const data = points
    .map(({ n, fitNs }) => ({ x: n, y: fitNs * 1e-9 }))
    .filter(({ x, y }) => x > 0 && y > 0 && Number.isFinite(y));
  return { form: "line", data, isDecoration: true, isDashed: true };
}

function sentence(name: string, data: readonly Datum[], fit: ComplexityRecord | undefined): string {
  const [first, last] = [data[0]!, data.at(-1)!];
  const from = `${quantityText(first.y, "s")} at n = ${first.x}`;
  const to = data.length > 1 ? ` to ${quantityText(last.y, "s")} at n = ${last.x}` : "";
  const how = fit === undefined ? "" : `; grows like ${growth(fit)}`;
  return `${name}: ${from}${to}${how}.`;
}
