/**
 * A chart as an SVG file: text stays text, and colours follow the reader's light or dark theme where
 * the viewer knows `prefers-color-scheme`; elsewhere it is light, on a white ground.
 */
import { draw } from "./draw.ts";
import { type ChartLayout, type LayoutOptions, layOut } from "./layout.ts";
import type { Chart } from "./model.ts";
import type { PathShape, Shape, TextShape } from "./shapes.ts";
import { type Theme, variablesOf } from "./theme.ts";

export interface SvgOptions extends LayoutOptions {
  /**
   * auto: as the reader's system is. page: no colours in it, those of the page's style sheet count
   * (`@hpts/viz/chart-page`). @default "auto"
   */
  readonly theme?: Theme | "auto" | "page";
  /** Begins the ids in the file: charts of one page must not share any. @default "chart" */
  readonly id?: string;
}

/** A whole file, with a title and a description for those who cannot see it. */
export function toSvg(chart: Chart, options: SvgOptions = {}): string {
  return svgOf(layOut(chart, options), options);
}

/** The same of a layout that one has already. */
export function svgOf(
  layout: ChartLayout,
  { theme = "auto", id = "chart" }: SvgOptions = {},
): string {
  const { width, height, chart } = layout;
  const ids = `${xmlId(id)}-title ${xmlId(id)}-desc`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" \
width="${width}" height="${height}" role="img" aria-labelledby="${ids}" class="hpts-chart" \
font-family="system-ui, sans-serif">
<title id="${xmlId(id)}-title">${escaped(chart.title)}</title>
<desc id="${xmlId(id)}-desc">${escaped([chart.summary, ...chart.caption].join(" "))}</desc>
${theme === "page" ? "" : `<style>${styleSheet(theme)}</style>\n`}\
<path d="M0 0h${width}v${height}h-${width}z" fill="var(--hpts-ground)"/>
${elementsOf(draw(layout))}
</svg>
`;
}

/** What stands between the tags. */
export function elementsOf(shapes: readonly Shape[]): string {
  return shapes.map(element).filter(Boolean).join("\n");
}

/** Style sheets of several charts in one page say the same. */
function styleSheet(theme: Theme | "auto"): string {
  if (theme !== "auto") return `.hpts-chart{${variablesOf(theme)}}`;
  return `.hpts-chart{${variablesOf("light")}}
@media (prefers-color-scheme:dark){.hpts-chart{${variablesOf("dark")}}}`;
}

function element(shape: Shape): string {
  if (shape.type === "text") return textElement(shape);
  if (shape.type === "path") return pathElement(shape);
  return `<g data-series="${shape.series}">\n${elementsOf(shape.shapes)}\n</g>`;
}

function pathElement({ lines, stroke, fill, widthPx = 1, dash = [], opacity }: PathShape): string {
  if (lines.length === 0) return "";
  const end = fill === undefined ? "" : "z";
  const d = lines.map((line) => `${pathText(line)}${end}`).join("");
  const attributes = [
    `fill="${fill === undefined ? "none" : `var(--hpts-${fill})`}"`,
    ...(stroke === undefined
      ? []
      : [`stroke="var(--hpts-${stroke})"`, `stroke-width="${widthPx}"`]),
    ...(stroke !== undefined && dash.length > 0 ? [`stroke-dasharray="${dash.join(" ")}"`] : []),
    ...(opacity === undefined ? [] : [`fill-opacity="${opacity}"`]),
  ];
  return `<path d="${d}" ${attributes.join(" ")}/>`;
}

function pathText(line: readonly number[]): string {
  let text = "";
  for (let i = 0; i + 1 < line.length; i += 2) {
    text += `${i === 0 ? "M" : "L"}${short(line[i]!)} ${short(line[i + 1]!)}`;
  }
  return text;
}

function textElement({ text, x, y, align, fontPx, ink, isBold }: TextShape): string {
  const anchor = align === "start" ? "" : ` text-anchor="${align}"`;
  const weight = isBold === true ? ' font-weight="600"' : "";
  return `<text x="${short(x)}" y="${short(y)}" font-size="${fontPx}"${anchor}${weight} \
fill="var(--hpts-${ink})">${escaped(text)}</text>`;
}

const short = (value: number): string => String(Number(value.toFixed(1)) || 0);

const xmlId = (id: string): string => id.replace(/[^\w-]/g, "-");

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, "\ufffd") // characters that XML does not know
    .replace(/[\ud800-\udfff\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>]/g, (char) => entities[char]!);
}
