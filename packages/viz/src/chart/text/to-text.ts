/**
 * A chart as text, for a terminal: lines in braille dots, a letter for each datum, by series; bars and
 * intervals of rows with line characters. No colours: letters tell series apart.
 *
 *     1 ms ┤              ⢀⠔a
 *          │         ⣀⠔⠊a⠁          a  sort
 *    10 µs ┤    ⣀a⠔⠊⠁
 *          └┬─────────┬────────┬
 *           10        100      1k   n
 */
import type { Axis, Chart, Layer, Panel } from "../model.ts";
import { quantityText } from "../quantity.ts";
import { axisTitle, scaleOf, type Tick, ticksOf } from "../scales.ts";
import { Dots } from "./dots.ts";

export interface TextOptions {
  /** Columns. @default 80; at least 40 */
  readonly width?: number;
  /** Only signs of ASCII. @default false */
  readonly ascii?: boolean;
}

interface Signs {
  readonly side: string;
  readonly corner: string;
  readonly floor: string;
  readonly tick: string;
  readonly below: string;
  readonly bar: string;
  readonly from: string;
  readonly to: string;
}

const UNICODE: Signs = {
  side: "│",
  corner: "└",
  floor: "─",
  tick: "┤",
  below: "┬",
  bar: "█",
  from: "├",
  to: "┤",
};
const ASCII: Signs = {
  side: "|",
  corner: "+",
  floor: "-",
  tick: "+",
  below: "+",
  bar: "#",
  from: "[",
  to: "]",
};
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WIDTH = 80;
const LEAST_WIDTH = 40;
const MOST_NAME = 24;
const ROWS = 14;
/** Of a panel among several. */
const FEW_ROWS = 7;
const MOST_LETTERS = 40;
/** Of ticks on the floor that have their letter. */
const MOST_TIPS = 6;

/** Lines end without blanks; the last one with a line break. */
export function toText(chart: Chart, options: TextOptions = {}): string {
  const width = Math.max(LEAST_WIDTH, Math.floor(options.width ?? WIDTH));
  const signs = options.ascii === true ? ASCII : UNICODE;
  const isPlain = options.ascii === true;
  const panels = chart.panels.filter(({ layers }) => layers.some(({ data }) => data.length > 0));
  const body = panels.flatMap((panel) => [
    "",
    ...(panel.y.scale === "rows"
      ? rowLines(panel, width, signs, isPlain)
      : fieldLines(panel, width, panels.length > 1 ? FEW_ROWS : ROWS, signs, isPlain)),
  ]);
  const needsLegend = panels.some(({ y }) => y.scale !== "rows") && chart.series.length > 1;
  const legend = needsLegend
    ? ["", ...chart.series.map(({ name }, i) => clipped(`  ${letterOf(i)}  ${name}`, width))]
    : [];
  const title = clipped(chart.title, width);
  const lines = [title, ...(body.length === 0 ? ["", "  nothing to show"] : body), ...legend];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

const letterOf = (series: number): string => LETTERS[series % LETTERS.length]!;

/** Control characters would move the cursor, or worse. */
function clipped(text: string, most: number): string {
  const chars = Array.from(text.replace(/\p{Cc}/gu, " "));
  return chars.length <= most ? chars.join("") : `${chars.slice(0, most - 3).join("")}...`;
}

const share = (axis: Axis): ((value: number) => number) => scaleOf(axis, [0, 1]);

function fieldLines(
  panel: Panel,
  width: number,
  rows: number,
  signs: Signs,
  isPlain: boolean,
): string[] {
  const yTicks = ticksOf(panel.y, rows / 2).slice(-40);
  const labelWidth = yTicks.reduce((most, { label }) => Math.max(most, label.length), 0);
  const columns = width - labelWidth - 2;
  const dots = new Dots(columns, rows, isPlain);
  const [x, y] = [share(panel.x), share(panel.y)];
  for (const layer of panel.layers) drawLayer(layer, dots, x, y);
  const labels = new Map<number, string>();
  for (const { value, label } of yTicks) {
    const row = Math.round((1 - y(value)) * (rows - 1));
    if (!labels.has(row)) labels.set(row, label);
  }
  const body = dots.lines().map((line, row) => {
    const label = labels.get(row);
    const side = label === undefined ? signs.side : signs.tick;
    return `${(label ?? "").padStart(labelWidth)} ${side}${line}`;
  });
  const title = axisTitle(panel.y);
  return [
    ...(title === "" ? [] : [`  ${title}`]),
    ...body,
    ...floor(panel.x, labelWidth + 1, columns, signs),
  ];
}

function drawLayer(
  { form, data, series, isDecoration }: Layer,
  dots: Dots,
  x: (value: number) => number,
  y: (value: number) => number,
): void {
  if (form === "ticks") {
    for (const one of data) dots.line(x(one.x), 0, x(one.x), one.y / 4);
    const some = data.filter((_, i) => i % Math.ceil(data.length / MOST_TIPS) === 0);
    for (const one of some) dots.letter(x(one.x), one.y / 4, letterOf(series));
    return;
  }
  for (const one of data) {
    if (one.low === undefined || one.high === undefined || form === "bars") continue;
    dots.line(x(one.x), y(one.low), x(one.x), y(one.high));
  }
  if (form.startsWith("line")) {
    for (let i = 1; i < data.length; i++) {
      const [a, b] = [data[i - 1]!, data[i]!];
      dots.line(x(a.x), y(a.y), x(b.x), y(b.y));
    }
  }
  if (isDecoration === true) return;
  const every = Math.ceil(data.length / (form === "line" ? 3 : MOST_LETTERS)) || 1;
  data.forEach((one, i) => {
    if (i % every === 0 || i === data.length - 1) dots.letter(x(one.x), y(one.y), letterOf(series));
  });
}

function rowLines(panel: Panel, width: number, signs: Signs, isPlain: boolean): string[] {
  const names = (panel.y.names ?? []).map((name) => clipped(name, MOST_NAME));
  const labelWidth = names.reduce((most, name) => Math.max(most, name.length), 0);
  const layers = panel.layers.filter(({ isDecoration }) => isDecoration !== true);
  const figures = layers.flatMap(({ data }) =>
    data.map((one) => quantityText(one.x, panel.x.unit)),
  );
  const figureWidth = figures.reduce((most, text) => Math.max(most, text.length), 0);
  const columns = Math.max(10, width - labelWidth - figureWidth - 4);
  const place = share(panel.x);
  const column = (value: number): number => Math.round(place(value) * (columns - 1));
  const lines = names.map((name, row) => {
    const cells = new Array<string>(columns).fill(" ");
    const put = (at: number, sign: string): void => {
      cells[at] = sign;
    };
    let figure = "";
    for (const layer of layers) {
      for (const one of layer.data.filter(({ y }) => Math.round(y) === row)) {
        figure = quantityText(one.x, panel.x.unit);
        if (layer.form === "bars") {
          const [a, b] = [column(layer.from ?? 0), column(one.x)].toSorted((p, q) => p - q);
          for (let at = a!; at <= b!; at++) put(at, signs.bar);
        }
        if (one.low !== undefined && one.high !== undefined && one.high > one.low) {
          const [a, b] = [column(one.low), column(one.high)];
          for (let at = a + 1; at < b; at++) if (cells[at] === " ") put(at, signs.floor);
          put(b, signs.to);
          if (layer.form !== "bars") put(a, signs.from);
        }
        if (layer.form !== "bars") put(column(one.x), isPlain ? "o" : "●");
      }
    }
    const body = cells.join("");
    return `${name.padStart(labelWidth)} ${signs.side}${body} ${figure}`;
  });
  const marks = panel.marks.flatMap(({ at, label }) => {
    const line = `${" ".repeat(labelWidth + 2 + column(at))}${isPlain ? "|" : "┆"} ${label}`;
    const left = `${label} ${isPlain ? "|" : "┆"}`.padStart(labelWidth + 3 + column(at));
    return [line.length <= width ? line : left];
  });
  return [...lines, ...floor(panel.x, labelWidth + 1, columns, signs), ...marks];
}

/** The x axis: a line, ticks, labels that do not touch, and its name. */
function floor(axis: Axis, indent: number, columns: number, signs: Signs): string[] {
  const place = share(axis);
  const line = new Array<string>(columns).fill(signs.floor);
  const labels: string[] = new Array<string>(columns).fill(" ");
  let free = 0;
  const ticks: Tick[] = ticksOf(axis, columns / 12);
  for (const { value, label } of ticks) {
    const at = Math.round(place(value) * (columns - 1));
    const text = clipped(label, 16);
    const from = Math.max(0, Math.min(at - (text.length >> 1), columns - text.length));
    if (from < free) continue;
    line[at] = signs.below;
    for (const [i, char] of Array.from(text).entries()) labels[from + i] = char;
    free = from + text.length + 2;
  }
  const pad = " ".repeat(indent);
  const title = axisTitle(axis);
  return [
    `${pad}${signs.corner}${line.join("")}`,
    `${pad} ${labels.join("")}`,
    ...(title === "" ? [] : [`${pad} ${title.padStart((columns + title.length) >> 1)}`]),
  ];
}
