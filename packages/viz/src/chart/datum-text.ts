/** One datum in words, for whoever points at it or hears it read. */
import type { PlacedDatum } from "./layout.ts";
import type { Axis, Chart } from "./model.ts";
import { quantityText } from "./quantity.ts";

/** "sort: n 1600; time a call 221 µs (220 µs to 222 µs)". */
export function datumText(chart: Chart, { panel, layer, series, datum }: PlacedDatum): string {
  const { x, y } = chart.panels[panel]!;
  const intervalAxis = layer.interval === "x" ? x : y;
  const written = (axis: Axis, value: number): string[] => {
    if (axis.scale === "rows" || (layer.form === "ticks" && axis === y)) return [];
    const { low, high } = datum;
    const hasInterval = axis === intervalAxis && low !== undefined && high !== undefined;
    const spread = hasInterval ? ` (${valueText(axis, low)} to ${valueText(axis, high)})` : "";
    return [`${axis.label} ${valueText(axis, value)}${spread}`];
  };
  const parts = [...written(x, datum.x), ...written(y, datum.y)];
  if (datum.note !== undefined) parts.push(datum.note);
  return `${chart.series[series]!.name}: ${parts.join("; ")}`;
}

const valueText = (axis: Axis, value: number): string =>
  axis.names?.[value] ??
  (axis.unit === "count" && Number.isInteger(value)
    ? String(value)
    : quantityText(value, axis.unit));
