/** A chart's data as rows: the twin for those who cannot see it, and for other programs. */
import type { Axis, Chart, Unit } from "./model.ts";
import { quantityText } from "./quantity.ts";

export interface ChartTable {
  readonly title: string;
  /** The chart's summary and caption. */
  readonly notes: readonly string[];
  readonly columns: readonly Column[];
  /** A cell for each column; `null` where there is nothing to say. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface Column {
  readonly title: string;
  /** Of the numbers below, which are in s, B, ...; texts have none. */
  readonly unit?: Unit;
}

/** Every datum of the chart, once. */
export function tableOf(chart: Chart): ChartTable {
  const axes: Axis[] = [];
  for (const { x, y } of chart.panels) {
    for (const axis of [x, y]) {
      const isNew = axis.scale !== "rows" && !axes.some(({ label }) => label === axis.label);
      if (isNew) axes.push(axis);
    }
  }
  const layers = chart.panels.flatMap(({ x, y, layers: all }) =>
    all.filter(({ isDecoration }) => isDecoration !== true).map((layer) => ({ x, y, layer })),
  );
  const hasInterval = layers.some(({ layer }) => layer.data.some(({ low }) => low !== undefined));
  const hasNote = layers.some(({ layer }) => layer.data.some(({ note }) => note !== undefined));
  const intervalUnit = layers.map(({ x, y, layer }) => (layer.interval === "x" ? x : y).unit)[0];
  const rows = layers.flatMap(({ x, y, layer }) =>
    layer.data.map((one) => [
      chart.series[layer.series]!.name,
      ...axes.map((axis) => {
        const isY = axis.label === y.label && layer.form !== "ticks";
        const value = axis.label === x.label ? one.x : isY ? one.y : null;
        return value !== null && axis.scale === "steps" ? (axis.names?.[value] ?? value) : value;
      }),
      ...(hasInterval ? [one.low ?? null, one.high ?? null] : []),
      ...(hasNote ? [one.note ?? null] : []),
    ]),
  );
  const interval = { ...(intervalUnit !== undefined && { unit: intervalUnit }) };
  return {
    title: chart.title,
    notes: [chart.summary, ...chart.caption],
    columns: [
      { title: "series" },
      ...axes.map(({ label, unit, scale }) =>
        scale === "steps" ? { title: label } : { title: label, unit },
      ),
      ...(hasInterval
        ? [
            { title: "low", ...interval },
            { title: "high", ...interval },
          ]
        : []),
      ...(hasNote ? [{ title: "note" }] : []),
    ],
    rows,
  };
}

/** A cell as people read it: "12.3 µs", and whole counts in full; nothing for `null`. */
export function cellText(value: string | number | null, unit: Unit | undefined): string {
  if (value === null) return "";
  if (typeof value === "string" || unit === undefined) return String(value);
  return unit === "count" && Number.isInteger(value) ? String(value) : quantityText(value, unit);
}
