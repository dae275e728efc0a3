/** How many times as fast: a bar for each candidate, with its interval, against tiers. */
import type { Comparison, Judgement } from "@hpts/bench/compare";
import type { Chart, Datum, Layer, Mark, SeriesInfo } from "../model.ts";
import { quantityText } from "../quantity.ts";
import { logDomain } from "../scales.ts";
import { plural } from "./machine.ts";

export interface SpeedupBar {
  /** "starter", "you", "solution". */
  readonly name: string;
  /** What a comparison of the baseline with this candidate found; nothing if it is the baseline. */
  readonly result?: Comparison | Judgement;
}

/** How many times as fast an exercise asks for. */
export interface Tiers {
  readonly bronze: number;
  readonly silver: number;
  readonly gold: number;
}

export interface SpeedupOptions {
  /** @default "How many times as fast" */
  readonly title?: string;
  readonly tiers?: Tiers;
  /** As `machineText` says it. */
  readonly machine?: string;
}

export function speedup(bars: readonly SpeedupBar[], options: SpeedupOptions = {}): Chart {
  const { title = "How many times as fast", tiers, machine } = options;
  const rows = bars.map((bar) => ({ bar, datum: datumOf(bar) }));
  const marks: Mark[] = Object.entries(tiers ?? {}).map(([name, at]) => ({
    at,
    label: `${name} ${quantityText(at, "x")}`,
  }));
  const values = [
    1,
    ...marks.map(({ at }) => at),
    ...rows.flatMap(({ datum }) => (datum === undefined ? [] : [datum.x, datum.low!, datum.high!])),
  ];
  const isLog = Math.max(...values) / Math.min(...values) > MOST_LINEAR;
  const series: SeriesInfo[] = bars.map(({ name }, i) => ({ name, style: i }));
  const layers = rows.flatMap(({ datum }, i): Layer[] =>
    datum === undefined
      ? []
      : [
          {
            series: i,
            form: "bars",
            interval: "x",
            data: [{ ...datum, y: i }],
            ...(isLog && { from: 1 }),
          },
        ],
  );
  const names = rows.map(({ bar, datum }) =>
    datum === undefined ? `${bar.name} (${answerOf(bar.result!)})` : bar.name,
  );
  return {
    kind: "speedup",
    title,
    summary: rows.map(({ bar, datum }) => sentence(bar, datum, tiers)).join(" ") || "No bars.",
    caption: [
      ...(isLog ? ["Logarithmic: each step to the right is the same factor."] : []),
      ...methods(bars),
      `Machine: ${machine ?? "not recorded"}.`,
    ],
    series,
    panels: [
      {
        x: {
          label: "times as fast as the baseline",
          unit: "x",
          scale: isLog ? "log" : "linear",
          domain: isLog ? logDomain(values) : [0, Math.max(...values) * 1.05],
        },
        y: {
          label: "",
          unit: "count",
          scale: "rows",
          domain: [-0.5, Math.max(bars.length, 1) - 0.5],
          names,
        },
        heightPx: Math.max(bars.length, 1) * ROW_PX,
        layers,
        marks,
        bands: [],
      },
    ],
  };
}

/** Beyond this ratio between the longest and the shortest, short bars would not be seen. */
const MOST_LINEAR = 15;
const ROW_PX = 44;
function datumOf({ result }: SpeedupBar): Omit<Datum, "y"> | undefined {
  if (result === undefined) return { x: 1, low: 1, high: 1, note: "baseline" };
  if (!("ratio" in result) || !(result.ratio > 0 && Number.isFinite(result.ratio)))
    return undefined;
  const { low, high } = result.interval;
  const isWhole = low > 0 && Number.isFinite(high);
  return {
    x: result.ratio,
    low: isWhole ? Math.min(low, result.ratio) : result.ratio,
    high: isWhole ? Math.max(high, result.ratio) : result.ratio,
    note: answerOf(result),
  };
}

const answerOf = (result: Comparison | Judgement): string =>
  "verdict" in result ? result.verdict : result.change;

function sentence(
  { name, result }: SpeedupBar,
  datum: Omit<Datum, "y"> | undefined,
  tiers?: Tiers,
) {
  if (result === undefined) return `${name} is the baseline.`;
  if (datum === undefined) {
    return `${name} has no figure: ${"ratio" in result ? "too few processes" : answerOf(result)}.`;
  }
  const [low, high] = [quantityText(datum.low!, "x"), quantityText(datum.high!, "x")];
  const reached = tierOf(datum.x, tiers);
  return `${name}: ${quantityText(datum.x, "x")} (${low} to ${high})${reached === undefined ? "" : `, above ${reached}`}.`;
}

function tierOf(ratio: number, tiers: Tiers | undefined): string | undefined {
  return (["gold", "silver", "bronze"] as const).find(
    (tier) => ratio >= (tiers?.[tier] ?? Infinity),
  );
}

/** The same method of several bars is said once. */
function methods(bars: readonly SpeedupBar[]): string[] {
  const said = bars.flatMap(({ result }) => {
    if (result === undefined || !("ratio" in result)) return [];
    const { generationRatios, rounds, clock } = result;
    const times = clock === "wall" ? "the clock on the wall" : "processor time";
    const where =
      clock === "cpu"
        ? "in one process"
        : `in ${plural(generationRatios.length, "pair", "pairs")} of processes`;
    return [`${plural(rounds, "round", "rounds")} ${where}, by ${times}`];
  });
  if (said.length === 0) return [];
  const [first, ...others] = [...new Set(said)];
  return [
    `Bars are medians with 95 % intervals, both sides measured in turn; n = ${[first, ...others].join("; ")}.`,
  ];
}
