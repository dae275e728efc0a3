/** Writes a figure as SVG, with text as text; the same places as in pixels. */

import type { Points } from "./artists.ts";
import type { Color } from "./colors.ts";
import { type Layer, type Layers, wholeFigure } from "./layers.ts";
import {
  type AxesLayout,
  FRAME_WIDTH,
  type Label,
  LINE_WIDTH,
  layOut,
  MARKER_RADIUS,
  TICK_LENGTH,
  textLabel,
  xPixel,
  yPixel,
} from "./layout.ts";
import { RGB } from "./raster/palette.ts";
import type { Figure } from "./scene.ts";

/** Of sans-serif fonts: the height of a capital as a share of the font's size. */
const CAPITAL_SHARE = 0.72;

/**
 * The figure as it is now.
 * @param layers of the animation whose frame it is
 */
export function figureToSvg(figure: Figure, layers: Layers = wholeFigure(figure)): string {
  const { width, height } = figure;
  const layouts = layOut(figure);
  const name = layouts.map(({ axes }) => axes.title).filter((title) => title !== "");
  const points = [...layers.kept.values(), ...layers.drawn.values()]
    .flatMap((layer) => layer.points)
    .reduce((n, { xs }) => n + xs.length, 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif">`,
    `<title>${escaped([...name, `${points} points`].join(", "))}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...layouts.flatMap((layout) => axesLines(layout, layers)),
    "</svg>\n",
  ].join("\n");
}

function axesLines(layout: AxesLayout, { kept, drawn }: Layers): string[] {
  const { axes, plot, xTicks, yTicks, labels } = layout;
  const { left, top, width, height } = plot;
  const bottom = top + height;
  // Another figure in the same page may have this name, but then for the same rectangle.
  const clip = `clip-${left}-${top}-${width}-${height}`;
  const ticks = [
    ...xTicks.map((x) => `M${short(x)} ${bottom}v${TICK_LENGTH}`),
    ...yTicks.map((y) => `M${left} ${short(y)}h-${TICK_LENGTH}`),
  ];
  const rect = `x="${left}" y="${top}" width="${width}" height="${height}"`;
  return [
    `<clipPath id="${clip}"><rect ${rect}/></clipPath>`,
    `<g clip-path="url(#${clip})">`,
    ...[kept, drawn].flatMap((layer) => layerLines(layer.get(axes), layout)),
    "</g>",
    `<rect ${rect} fill="none" stroke="#000" stroke-width="${FRAME_WIDTH}"/>`,
    `<path d="${ticks.join("")}" stroke="#000" stroke-width="${FRAME_WIDTH}"/>`,
    ...labels.map((label) => textLine(label, "black")),
  ];
}

function layerLines(layer: Layer | undefined, layout: AxesLayout): string[] {
  return [
    ...(layer?.points ?? []).flatMap((points) => pointLines(points, layout)),
    ...(layer?.texts ?? []).map((text) => textLine(textLabel(text, layout), text.color)),
  ];
}

function pointLines({ xs, ys, color, marker, line }: Points, { axes, plot }: AxesLayout): string[] {
  const lines: string[] = [];
  const places = Array.from(xs, (x, i) => [
    short(xPixel(x, axes.xlim, plot)),
    short(yPixel(ys[i]!, axes.ylim, plot)),
  ]).map(([x, y], i) => (Number.isFinite(xs[i]! + ys[i]!) ? `${x} ${y}` : undefined));
  if (line) {
    // A point that is no number is a gap: the next one begins a new line.
    const path = places.map((place, i) =>
      place === undefined ? "" : `${places[i - 1] === undefined ? "M" : "L"}${place}`,
    );
    lines.push(
      `<path d="${path.join("")}" fill="none" stroke="${hex(color)}" stroke-width="${LINE_WIDTH}" stroke-linecap="round" stroke-linejoin="round"/>`,
    );
  }
  if (marker) {
    // A line of no length with round ends is a disc, and shorter than a circle each.
    const dots = places.filter((place) => place !== undefined).map((place) => `M${place}h0`);
    lines.push(
      `<path d="${dots.join("")}" stroke="${hex(color)}" stroke-width="${2 * MARKER_RADIUS}" stroke-linecap="round"/>`,
    );
  }
  return lines;
}

function textLine({ text, x, y, size, align, upwards = false }: Label, color: Color): string {
  const turn = upwards ? ` transform="rotate(-90 ${short(x)} ${short(y)})"` : "";
  const fontSize = Math.round(size / CAPITAL_SHARE);
  return `<text x="${short(x)}" y="${short(y)}" font-size="${fontSize}" text-anchor="${align}" fill="${hex(color)}"${turn}>${escaped(text)}</text>`;
}

const short = (value: number): string => String(Number(value.toFixed(2)) || 0);

const hex = (color: Color): string =>
  `#${RGB[color].map((value) => value.toString(16).padStart(2, "0")).join("")}`;

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, "\ufffd") // characters that XML does not know
    .replace(/[&<>]/g, (char) => entities[char]!);
}
