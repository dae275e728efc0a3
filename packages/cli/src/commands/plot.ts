/** `hpts plot`: a chart of results, in the terminal, as rows, or as a file. */
import { statSync, writeFileSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { lookOf, UsageError, wrap } from "@hpts/labkit/lab";
import { type Chart, type ChartKind, type Tiers, tableOf, toSvg, toText } from "@hpts/viz/chart";
import { callersFolder } from "../context.ts";
import { printError } from "../report.ts";
import { chartOf } from "./plot-chart.ts";
import { resultsAt, STDIN } from "./plot-results.ts";
import { shownText, tableText } from "./plot-table.ts";

export interface PlotFlags {
  readonly output?: string;
  readonly kind?: ChartKind;
  readonly table?: boolean;
  readonly json?: boolean;
  readonly case?: string;
  readonly metric?: "wall" | "cpu";
  readonly tiers?: string;
  readonly title?: string;
  readonly width: string;
  readonly theme?: "light" | "dark";
}

export async function plot(files: readonly string[], flags: PlotFlags): Promise<void> {
  const output = outputOf(flags, files);
  const widthPx = widthOf(flags.width);
  const { tiers, output: _, ...wish } = flags;
  if (files.filter((file) => file === STDIN).length > 1) {
    throw new UsageError("- is stdin, and can be given only once");
  }
  const results = files.map(resultsAt);
  for (const problem of results.flatMap(({ problems }) => problems)) printError(problem);
  const chart = chartOf(results, {
    ...wish,
    ...(tiers !== undefined && { tiers: tiersOf(tiers) }),
  });
  if (output !== undefined) await write(chart, output, widthPx, flags);
  if (flags.json === true) console.log(JSON.stringify(dataOf(chart), null, 1));
  else if (flags.table === true) process.stdout.write(tableText(tableOf(chart), width()));
  else if (output === undefined) show(chart);
}

function show(chart: Chart): void {
  const look = lookOf(process.stdout, process.env);
  process.stdout.write(toText(chart, { width: look.width, ascii: look.signs.dots === "..." }));
  const sentences = [chart.summary, ...chart.caption].map(shownText);
  const notes = sentences.flatMap((sentence) => wrap(sentence, look.width));
  console.log(`\n${notes.map((line) => look.dim(line)).join("\n")}`);
}

const width = (): number => lookOf(process.stdout, process.env).width;

function dataOf(chart: Chart) {
  const { kind, title, summary, caption } = chart;
  const { columns, rows } = tableOf(chart);
  return { kind, title, summary, caption, columns, rows };
}

type Suffix = ".svg" | ".png" | ".html";

interface Output {
  readonly name: string;
  readonly file: string;
  readonly suffix: Suffix;
}

/** Noticed before anything is read. */
function outputOf({ output, theme }: PlotFlags, inputs: readonly string[]): Output | undefined {
  if (output === undefined) return undefined;
  const suffix = extname(output).toLowerCase();
  if (suffix !== ".svg" && suffix !== ".png" && suffix !== ".html") {
    throw new UsageError(`-o must end in .svg, .png or .html, got ${output}`);
  }
  const file = resolve(callersFolder(), output);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`-o must be a file, ${output} is a folder`);
  }
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`-o ${output}: there is no folder ${dirname(output)}`);
  }
  if (inputs.some((input) => input !== STDIN && resolve(callersFolder(), input) === file)) {
    throw new UsageError(`${output} would be overwritten; give -o another name`);
  }
  if (theme !== undefined && suffix !== ".png") {
    throw new UsageError(`--theme is for .png; ${suffix} follows the reader's system`);
  }
  return { name: output, file, suffix };
}

async function write(
  chart: Chart,
  { name, file, suffix }: Output,
  widthPx: number,
  { theme, json, table }: PlotFlags,
): Promise<void> {
  const content = await contentOf(chart, suffix, widthPx, theme);
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`cannot write ${name}: ${(error as Error).message}`, { cause: error });
  }
  const kib = (Buffer.byteLength(content) / 1024).toPrecision(3);
  const said = `${name}: ${chart.kind}, ${chart.series.length} series, ${kib} KiB`;
  // Rows that were asked for have stdout to themselves.
  if (json === true || table === true) console.error(said);
  else console.log(said);
}

async function contentOf(
  chart: Chart,
  suffix: Suffix,
  widthPx: number,
  theme: "light" | "dark" | undefined,
): Promise<string | Uint8Array> {
  if (suffix === ".svg") return toSvg(chart, { widthPx });
  if (suffix === ".html") return (await import("./plot-page.ts")).chartPage(chart);
  const { toPng } = await import("@hpts/viz/chart-png");
  return toPng(chart, { widthPx, ...(theme !== undefined && { theme }) });
}

const [LEAST_PX, MOST_PX] = [260, 4000];

function widthOf(text: string): number {
  const px = Number(text);
  if (/^\d+$/.test(text) && px >= LEAST_PX && px <= MOST_PX) return px;
  throw new UsageError(`--width must be ${LEAST_PX} to ${MOST_PX} pixels, got ${text}`);
}

function tiersOf(text: string): Tiers {
  const [bronze, silver, gold, ...more] = text.split(",").map(Number);
  const isRight =
    bronze! > 0 && silver! > bronze! && gold! > silver! && gold! < Infinity && more.length === 0;
  if (isRight) return { bronze: bronze!, silver: silver!, gold: gold! };
  throw new UsageError(`--tiers must be three rising numbers as 1.1,1.25,1.6, got ${text}`);
}
