/** What `hpts bench` prints: a line a case, warnings, growth classes, changes. */
import {
  type CaseRecord,
  type ComplexityRecord,
  type Difference,
  type Metric,
  type RunRecord,
  titleOf,
} from "@hpts/bench";
import { type Look, wrap } from "@hpts/labkit/lab";
import { growthPlot } from "./growth-plot.ts";

const SPARKS = "▁▂▃▄▅▆▇█";
const MOST_SPARKS = 8;
const MARGIN = "  ";
const WIDTH = 80;
/** Of more cases with the same warning only the first is shown. */
const MOST_OF_A_CODE = 2;

export function resultLines(
  run: RunRecord,
  earlier: readonly RunRecord[],
  metric: Metric,
  look: Look,
): string[] {
  const rows = run.cases.map((one) => rowOf(one, earlier, metric, isCounted(run), look));
  const columns = 6 + (isCounted(run) ? 1 : 0);
  const head = [
    "",
    metric === "cpu" ? "CPU, p50" : "p50",
    "95 % of it",
    "p99",
    "first call",
    "samples",
    ...(isCounted(run) ? ["instructions"] : []),
    ...(rows.some(({ length }) => length > columns) ? ["history"] : []),
  ];
  return [
    look.bold(run.suite) + look.dim(`  Node ${run.env.node}, ${run.env.cores} cores`),
    "",
    ...table([head, ...rows], look),
    ...spaced(warningLines(run.cases, look)),
    ...complexityLines(run.complexity, look),
  ];
}

function rowOf(
  one: CaseRecord,
  earlier: readonly RunRecord[],
  metric: Metric,
  isShowingCount: boolean,
  look: Look,
): string[] {
  const title = titleOf(one.name, one.params);
  if (one.stats === null) return [title, one.status === "timeout" ? "no end" : "failed"];
  const { p50, p99, count, ci95 } = one.stats[metric];
  const spread = ci95 === undefined ? "" : `${number(ci95[0], p50)}..${number(ci95[1], p50)}`;
  const firstNs = one.generations.map(({ firstCallNs }) => firstCallNs).sort((a, b) => a - b)[0]!;
  const cells = [title, time(p50), spread, time(p99), time(firstNs), String(count)];
  if (isShowingCount) cells.push(countText(one.instructions));
  const history = sparkline([...earlier.map((run) => p50In(run, title, metric)), p50], look);
  return history === "" ? cells : [...cells, history];
}

function countText(count: number | undefined): string {
  return count?.toLocaleString("en", { maximumSignificantDigits: 4 }) ?? "";
}

function isCounted({ cases }: RunRecord): boolean {
  return cases.some(({ instructions }) => instructions !== undefined);
}

function p50In(run: RunRecord, title: string, metric: Metric): number | undefined {
  const found = run.cases.find(({ name, params }) => titleOf(name, params) === title);
  return found?.stats?.[metric].p50;
}

/** The latest runs on this machine, the lowest as the lowest bar. */
function sparkline(values: readonly (number | undefined)[], look: Look): string {
  const known = values.filter((value) => value !== undefined).slice(-MOST_SPARKS);
  if (known.length < 2 || look.signs.dots === "...") return "";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  // A difference below a tenth is drawn as none: it is noise.
  const range = Math.max(high - low, high * 0.1);
  return known.map((value) => SPARKS[Math.round(((value - low) / range) * 7)]).join("");
}

/** The first column to the left, the others to the right. */
function table(rows: readonly string[][], look: Look): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const taken = widths.slice(1).reduce((sum, width) => sum + width + MARGIN.length, MARGIN.length);
  const first = Math.max(8, Math.min(widths[0]!, WIDTH - taken));
  return rows.map((row, at) => {
    const [title = "", ...cells] = row;
    const short =
      title.length > first
        ? `${title.slice(0, first - look.signs.dots.length)}${look.signs.dots}`
        : title;
    const texts = cells.map((cell, i) => cell.padStart(widths[i + 1] ?? 0));
    const line = [MARGIN + short.padEnd(first), ...texts].join(MARGIN).trimEnd();
    return at === 0 ? look.dim(line) : line;
  });
}

/** Each code once, if many cases have it. */
function warningLines(cases: readonly CaseRecord[], look: Look): string[] {
  const all = cases.flatMap(({ name, params, warnings }) =>
    warnings.map(({ code, detail }) => ({ code, text: `${titleOf(name, params)}: ${detail}` })),
  );
  const codes = [...new Set(all.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const same = all.filter((one) => one.code === code);
    const isMany = same.length > MOST_OF_A_CODE;
    const shown = isMany ? [{ text: `${same.length} cases; ${same[0]!.text}` }] : same;
    return shown.flatMap(({ text }) => {
      const lead = `${MARGIN}! ${code.padEnd(17)}`;
      const [first = "", ...more] = wrap(text, WIDTH - lead.length);
      return [look.yellow(lead) + first, ...more.map((line) => " ".repeat(lead.length) + line)];
    });
  });
}

function spaced(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

function complexityLines(fits: readonly ComplexityRecord[], look: Look): string[] {
  return fits.flatMap(({ case: title, klass, relErr, table: classes, points }) => {
    const [, second] = classes;
    const rival =
      second === undefined ? "" : `; next O(${second.klass}), off by ${percent(second.relErr)}`;
    const line = `${title} grows like ${look.bold(`O(${klass})`)}, off by ${percent(relErr)}${rival}`;
    const plot = growthPlot(points, look).map((row) => MARGIN + look.dim(row));
    return ["", MARGIN + line, ...plot];
  });
}

export function differenceLines(
  changes: readonly Difference[],
  against: string,
  now: RunRecord,
  then: RunRecord,
  look: Look,
  metric: Metric | "instructions" = "wall",
): string[] {
  const isElsewhere = now.env.fingerprint !== then.env.fingerprint;
  const why = isElsewhere
    ? "another machine or Node: not comparable"
    : metric === "instructions"
      ? "instructions: below 1 % nothing is called a change"
      : "unpaired, low confidence: below 30 % nothing is called a change";
  return [
    "",
    `${look.bold(`against ${against}`)}  ${look.dim(then.time.slice(0, 10))}`,
    MARGIN + look.dim(why),
    ...changes.map((change) => changeLine(change, metric === "instructions", look)),
    ...(changes.length === 0 ? [`${MARGIN}no case has the name of one of these`] : []),
  ];
}

function changeLine(
  { title, ratio, judgement, isResultChanged }: Difference,
  isCount: boolean,
  look: Look,
): string {
  const [sign, paint] = {
    same: isCount ? ([look.signs.done, look.green] as const) : (["~", look.dim] as const),
    faster: [look.signs.done, look.green] as const,
    slower: [look.signs.failing, look.red] as const,
    inconclusive: ["~", look.yellow] as const,
  }[isResultChanged && judgement !== "slower" ? "slower" : judgement];
  const shown =
    ratio === undefined
      ? ""
      : ` ${ratio.toFixed(isCount ? 4 : 2)}x the ${isCount ? "instructions" : "time"}`;
  const result = isResultChanged ? ", and another result" : "";
  const countWords = { slower: "more", faster: "fewer", same: "same", inconclusive: "not counted" };
  const timeWords = {
    slower: "slower",
    faster: "faster",
    same: "nothing to tell (below 30 %)",
    inconclusive: "too noisy to tell",
  };
  const word = (isCount ? countWords : timeWords)[judgement];
  return paint(`${MARGIN}${sign} ${title}${shown}: ${word}${result}`);
}

const UNITS = [
  { ns: 1e9, name: "s" },
  { ns: 1e6, name: "ms" },
  { ns: 1e3, name: "µs" },
  { ns: 1, name: "ns" },
] as const;

function unitOf(ns: number): (typeof UNITS)[number] {
  return UNITS.find((unit) => ns >= unit.ns) ?? UNITS[3];
}

function time(ns: number): string {
  return `${number(ns, ns)} ${unitOf(ns).name}`;
}

/** Three digits, in the unit of `like`. */
function number(ns: number, like: number): string {
  const value = ns / unitOf(like).ns;
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
