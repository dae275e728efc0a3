/** `hpts compare`: two implementations against each other, or two files of results. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { differences, type RunRecord, readRuns, thisMachine } from "@hpts/bench";
import {
  type CompareOptions,
  type Comparison,
  compare,
  fileAt,
  type Implementation,
  type Judgement,
  judgeSpeedup,
  RevisionError,
  SourceError,
} from "@hpts/bench/compare";
import { lookOf, UsageError } from "@hpts/labkit/lab";
import { differenceLines } from "../bench-table.ts";
import { figureLines, noteLines, pictureLine } from "../comparison-text.ts";
import { EXIT } from "../exit-codes.ts";
import { printError } from "../report.ts";

export interface CompareFlags {
  readonly minSpeedup?: string;
  readonly export: string;
  readonly spread?: boolean;
  readonly tolerance: string;
  readonly limit: string;
  readonly fast?: boolean;
  readonly json?: boolean;
}

const RESULTS = /\.jsonl?$/;

export async function compareCode(a: string, b: string, flags: CompareFlags): Promise<void> {
  const cwd = realpathSync(process.env["INIT_CWD"] ?? process.cwd());
  if (RESULTS.test(a) && RESULTS.test(b)) {
    refuseForResults(flags);
    return compareResults(a, b, cwd, flags);
  }
  const settings = readSettings(flags);
  const sides = sidesOf(a, b, cwd);
  try {
    const implementation = (file: string): Implementation => ({ file, exportName: flags.export });
    const baseline = implementation(sides.baseline);
    const candidate = implementation(sides.candidate);
    const { minRatio, ...options } = settings;
    if (minRatio === undefined)
      show(await compare(baseline, candidate, options), sides.names, flags);
    else {
      const mode = flags.fast ? "fast" : "processes";
      const judgement = await judgeSpeedup({ ...options, baseline, candidate, minRatio, mode });
      show(judgement, sides.names, flags);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const [then, now] = sides.names; // as they were typed
    const message = error.message.replace(sides.baseline, then).replace(sides.candidate, now);
    throw new UsageError(message, { cause: error });
  } finally {
    sides.remove();
  }
}

function refuseForResults({ minSpeedup, fast, spread }: CompareFlags): void {
  const given = { "--min-speedup": minSpeedup, "--fast": fast, "--spread": spread };
  const [option] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (option !== undefined) throw new UsageError(`${option} needs source files`);
}

function readSettings(flags: CompareFlags): CompareOptions & { readonly minRatio?: number } {
  const { minSpeedup, fast = false } = flags;
  if (fast && minSpeedup === undefined) throw new UsageError("--fast needs --min-speedup");
  return {
    isSpread: flags.spread ?? false,
    tolerance: numberOf("--tolerance", flags.tolerance, 0),
    limitMs: numberOf("--limit", flags.limit, Number.MIN_VALUE) * 1000,
    ...(minSpeedup !== undefined && {
      minRatio: numberOf("--min-speedup", minSpeedup, Number.MIN_VALUE),
    }),
  };
}

function numberOf(option: string, text: string, least: number): number {
  const value = text.trim() === "" ? Number.NaN : Number(text.replace(/x$/, ""));
  if (value >= least && Number.isFinite(value)) return value;
  const what = least === 0 ? "a number from 0 on" : "a positive number";
  throw new UsageError(`${option} must be ${what}, got ${text}`);
}

interface Sides {
  readonly baseline: string;
  readonly candidate: string;
  readonly names: readonly [string, string];
  remove(): void;
}

/** Two files; or one, and the revision of it that is the baseline. */
function sidesOf(a: string, b: string, cwd: string): Sides {
  const isFile = (name: string): boolean => existsSync(resolve(cwd, name));
  if (isFile(a) && isFile(b)) {
    const [baseline, candidate] = [sourceFile(a, cwd), sourceFile(b, cwd)];
    return { baseline, candidate, names: [a, b], remove: () => {} };
  }
  const [name, revision] = isFile(a) ? [a, b] : [b, a];
  if (!isFile(name)) throw new UsageError(`there is no file ${a}, and none ${b}`);
  const candidate = sourceFile(name, cwd);
  if (/\.\w+$/.test(revision) && !revision.startsWith("HEAD")) {
    throw new UsageError(`there is no file ${revision}`);
  }
  try {
    const old = fileAt(revision, candidate);
    const names = [`${name} (${revision})`, name] as const;
    return { baseline: old.file, candidate, names, remove: () => old.remove() };
  } catch (error) {
    if (!(error instanceof RevisionError)) throw error;
    const unknown = `there is neither a file nor a revision ${revision}`;
    throw new UsageError(error.isUnknown ? unknown : error.message, { cause: error });
  }
}

function sourceFile(name: string, cwd: string): string {
  const file = resolve(cwd, name);
  if (statSync(file).isFile() && /\.[cm]?[jt]sx?$/.test(file)) return file;
  throw new UsageError(`${name} is no source file: expected TypeScript or JavaScript`);
}

function show(
  found: Judgement | Comparison,
  names: readonly [string, string],
  { json = false }: CompareFlags,
): void {
  const look = lookOf(process.stdout, process.env);
  const answer = "verdict" in found ? found.verdict : found.change;
  process.exitCode = EXIT_OF[answer];
  if (json) {
    const [baseline, candidate] = names;
    const machine = thisMachine();
    console.log(JSON.stringify({ baseline, candidate, machine, ...found }, null, 1));
    return;
  }
  if (!("ratio" in found)) {
    printError(found.message);
    return;
  }
  if (found.rounds > 0) {
    console.log(figureLines(names, found, look).join("\n"));
    const theta = "minRatio" in found ? found.minRatio : 1;
    console.log(pictureLine(found.generationRatios, theta, look));
  }
  for (const line of noteLines(found.notes, look)) console.log(line);
  const { done, failing } = look.signs;
  const isGood = EXIT_OF[answer] === EXIT.ok;
  const isUnclear = EXIT_OF[answer] === EXIT.inconclusive;
  const [sign, paint] = isUnclear
    ? ["~", look.yellow]
    : isGood
      ? [done, look.green]
      : [failing, look.red];
  console.log(paint(`${sign} ${answer}: ${found.message}`));
}

const EXIT_OF = {
  pass: EXIT.ok,
  faster: EXIT.ok,
  same: EXIT.ok,
  fail: EXIT.notReached,
  slower: EXIT.notReached,
  "wrong-result": EXIT.notReached,
  inconclusive: EXIT.inconclusive,
  unclear: EXIT.inconclusive,
  crash: EXIT.crash,
  timeout: EXIT.crash,
} as const;

/** The last run of each file. They were not measured side by side: only large changes count. */
function compareResults(a: string, b: string, cwd: string, { json = false }: CompareFlags): void {
  const [then, now] = [lastRun(a, cwd), lastRun(b, cwd)];
  const changes = differences(now, then, "cpu");
  const codes = changes.map(({ judgement, isResultChanged }) => {
    if (judgement === "slower" || isResultChanged) return EXIT.notReached;
    return judgement === "inconclusive" ? EXIT.inconclusive : EXIT.ok;
  });
  process.exitCode =
    [EXIT.notReached, EXIT.inconclusive].find((code) => codes.some((one) => one === code)) ??
    EXIT.ok;
  if (changes.length === 0) {
    throw new UsageError(`${a} and ${b} have no case in common`);
  }
  if (json) console.log(JSON.stringify({ confidence: "unpaired, low", changes }, null, 1));
  else {
    const look = lookOf(process.stdout, process.env);
    console.log(differenceLines(changes, a, now, then, look).join("\n").trimStart());
  }
}

function lastRun(name: string, cwd: string): RunRecord {
  const file = resolve(cwd, name);
  if (!existsSync(file)) throw new UsageError(`there is no file ${name}`);
  const { runs, problems } = readRuns(file, name);
  for (const problem of problems) printError(problem);
  const run = runs.at(-1);
  if (run === undefined) throw new UsageError(`${name} holds no run of hpts bench`);
  return run;
}
