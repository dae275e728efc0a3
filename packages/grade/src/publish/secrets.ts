/**
 * Whether what is handed out tells what is not: whole files that stay with the instructor, lines of
 * a solution, and canaries. Pure.
 */
import { checkLeaks } from "@hpts/labkit/lint";

/** Whoever writes a text that must never be handed out puts this into it. */
export const CANARY: string = ["hpts", "canary"].join("-");

/** Code that somebody wrote, and not only what any program has. */
const TELLING_LENGTH = 24;
/** Lines of a solution in a row; two may be the same by chance. */
const TELLING_LINES = 3;
/** The model that later labs import: what a lab lets students write is in it, for all to read. */
const LIBRARY = "packages/core/src/";

export interface Text {
  readonly path: string;
  readonly text: string;
}

export interface Leak {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

/**
 * @param published what students get
 * @param kept what they do not get: solutions, wrong solutions, notes, hidden cases, marking sets
 */
export function findLeaks(published: readonly Text[], kept: readonly Text[]): Leak[] {
  const given = givenLines(published);
  const runs = tellingRuns(kept, given);
  const whole = new Map(kept.filter(({ text }) => isTelling(text, given)).map(byText));
  return published.flatMap((one) => [
    ...canaries(one),
    ...wholeFiles(one, whole),
    ...starterLeaks(one, kept),
    ...linesInARow(one, runs),
  ]);
}

const byText = ({ path, text }: Text): [string, string] => [text.trim(), path];

function canaries({ path, text }: Text): Leak[] {
  const at = text.indexOf(CANARY);
  if (at < 0) return [];
  return [{ path, line: lineAt(text, at), message: "holds a canary: it must not be handed out" }];
}

function wholeFiles({ path, text }: Text, whole: ReadonlyMap<string, string>): Leak[] {
  const source = whole.get(text.trim());
  return source === undefined ? [] : [{ path, message: `is the same as ${source}` }];
}

/** The rule of the content lint, which also sees single lines in comments and below a Todo. */
function starterLeaks({ path, text }: Text, kept: readonly Text[]): Leak[] {
  if (!/^labs\/[^/]+\/starter\/.*\.ts$/.test(path)) return [];
  const solution = kept.find((one) => one.path === path.replace("/starter/", "/solution/"));
  if (solution === undefined) return [];
  return checkLeaks(path, text, solution.text).map(({ line, message }) => ({
    path,
    message,
    ...(line !== undefined && { line }),
  }));
}

function linesInARow({ path, text }: Text, runs: ReadonlyMap<string, string>): Leak[] {
  for (const { run, line } of runsOf(text)) {
    const source = runs.get(run);
    if (source === undefined || source === path) continue;
    if (path.startsWith(LIBRARY) && source.includes("/solution/")) continue;
    const [first] = run.split("\n");
    return [{ path, line, message: `holds lines of ${source}: ${first}` }];
  }
  return [];
}

/** Runs of lines in what is kept that are not in any starter as it is handed out. */
function tellingRuns(kept: readonly Text[], given: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, text } of kept) {
    if (!/^labs\/[^/]+\/solution\/.*\.ts$|\/(hidden|marking)\/.*\.ts$/.test(path)) continue;
    for (const { run } of runsOf(text)) if (isTelling(run, given)) found.set(run, path);
  }
  return found;
}

/** With at least one long line that the starters do not have. */
function isTelling(run: string, given: ReadonlySet<string>): boolean {
  return run
    .split("\n")
    .map((line) => line.trim())
    .some((line) => line.length >= TELLING_LENGTH && isCode(line) && !given.has(line));
}

function* runsOf(text: string): Generator<{ run: string; line: number }> {
  const lines = text
    .split("\n")
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== "" && isCode(line));
  for (let i = 0; i + TELLING_LINES <= lines.length; i++) {
    const part = lines.slice(i, i + TELLING_LINES);
    yield { run: part.map(({ line }) => line).join("\n"), line: part[0]!.number };
  }
}

const isCode = (line: string): boolean =>
  !/^(\/\/|\/?\*|import |export \{|[{}()[\];,]+$)/.test(line);

function givenLines(published: readonly Text[]): Set<string> {
  const starters = published.filter(({ path }) => /^labs\/[^/]+\/starter\//.test(path));
  return new Set(starters.flatMap(({ text }) => text.split("\n").map((line) => line.trim())));
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
