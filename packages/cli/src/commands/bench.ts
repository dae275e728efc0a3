/** `hpts bench`: the benchmarks of some files, as a table; kept, and compared with earlier runs. */
import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import {
  appendRun,
  BenchError,
  type BenchErrorCode,
  type CaseRecord,
  type Difference,
  differences,
  type Metric,
  parseSizes,
  type RunRecord,
  runFile,
  Store,
} from "@hpts/bench";
import { lookOf, UsageError } from "@hpts/labkit/lab";
import { failureLines } from "../bench-failures.ts";
import { differenceLines, resultLines } from "../bench-table.ts";
import { EXIT } from "../exit-codes.ts";
import { printError } from "../report.ts";

export interface BenchFlags {
  readonly json?: boolean;
  readonly save?: string;
  readonly against?: string;
  readonly n?: string;
  readonly together?: boolean;
  readonly metric: Metric | "instructions";
  readonly generations: string;
  readonly time: string;
  readonly limit: string;
}

const EXIT_OF: Readonly<Record<BenchErrorCode, number>> = {
  HPTS_BENCH_SPEC: EXIT.usage,
  HPTS_BENCH_FILE: EXIT.usage,
  HPTS_BENCH_BUILD: EXIT.usage,
  HPTS_BENCH_RESULTS: EXIT.usage,
  HPTS_BENCH_COUNTER: EXIT.environment,
  HPTS_BENCH_PROMISE: EXIT.notReached,
  HPTS_BENCH_WRONG_RESULT: EXIT.notReached,
  HPTS_BENCH_THREW: EXIT.crash,
  HPTS_BENCH_TIMEOUT: EXIT.crash,
  HPTS_BENCH_CRASH: EXIT.crash,
};

export async function runBenchmarks(files: readonly string[], flags: BenchFlags): Promise<void> {
  const settings = readSettings(flags);
  const cwd = realpathSync(process.env["INIT_CWD"] ?? process.cwd());
  const store = new Store(cwd);
  demandFiles(files, cwd);
  const codes: number[] = [];
  let said = 0;
  const sayProblems = (): void => {
    for (const problem of store.problems.slice(said)) printError(problem);
    said = store.problems.length;
  };
  for (const [i, file] of files.entries()) {
    if (i > 0 && flags.json !== true) console.log("");
    try {
      codes.push(...(await runOne(file, cwd, store, flags, settings)));
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      sayProblems();
      printError(error.message);
      codes.push(EXIT_OF[error.code]);
    }
  }
  sayProblems();
  process.exitCode = worst(codes);
}

/** Before any is measured. */
function demandFiles(files: readonly string[], cwd: string): void {
  const missing = files.filter((file) => !existsSync(resolve(cwd, file)));
  if (missing.length > 0) throw new UsageError(`there is no file ${missing.join(", and none ")}`);
}

type Settings = ReturnType<typeof readSettings>;

function readSettings(flags: BenchFlags) {
  return {
    generations: positive("--generations", flags.generations, Number.isInteger),
    timeMs: positive("--time", flags.time, Number.isFinite),
    limitMs: positive("--limit", flags.limit, Number.isFinite) * 1000,
    // Instructions are no time: they stand beside it.
    metric: flags.metric === "cpu" ? ("cpu" as const) : ("wall" as const),
    isCounting: flags.metric === "instructions",
    isTogether: flags.together ?? false,
    ...(flags.n !== undefined && { sizes: sizes(flags.n) }),
  };
}

function positive(option: string, text: string, isRight: (value: number) => boolean): number {
  const value = Number(text);
  if (value > 0 && isRight(value)) return value;
  throw new UsageError(`${option} must be a positive number, got ${text}`);
}

function sizes(text: string): number[] {
  try {
    return parseSizes(text);
  } catch (cause) {
    throw new UsageError(`--n: ${(cause as RangeError).message}`, { cause });
  }
}

/** Results are kept before anything is compared: what goes wrong then loses nothing. */
async function runOne(
  file: string,
  cwd: string,
  store: Store,
  flags: BenchFlags,
  settings: Settings,
): Promise<number[]> {
  if (flags.save !== undefined) store.baselineFile(flags.save); // a bad name is noticed now
  const then = flags.against === undefined ? undefined : store.baseline(flags.against, file);
  const progress = new Progress();
  const run = await runFile(resolve(cwd, file), {
    ...settings,
    asNamed: file,
    onProgress: (done, all, title) => progress.show(`${done + 1} of ${all}  ${title}`),
  }).finally(() => progress.clear());
  const earlier = store.history(run.suite, run.env.fingerprint);
  appendRun(store.historyFile, run);
  if (flags.save !== undefined) appendRun(store.baselineFile(flags.save), run);
  const changes = then === undefined ? [] : differences(run, then, flags.metric);
  print(run, earlier, then, changes, settings.metric, flags);
  for (const line of failureLines(run.cases)) printError(line);
  return [...run.cases.map(codeOf), ...changes.map(codeOfChange)];
}

function print(
  run: RunRecord,
  earlier: readonly RunRecord[],
  then: RunRecord | undefined,
  changes: readonly Difference[],
  metric: Metric,
  flags: BenchFlags,
): void {
  const { json = false, against = "" } = flags;
  if (json) {
    console.log(JSON.stringify(then === undefined ? run : { ...run, against: changes }));
    return;
  }
  const look = lookOf(process.stdout, process.env);
  console.log(resultLines(run, earlier, metric, look).join("\n"));
  if (then !== undefined)
    console.log(differenceLines(changes, against, run, then, look, flags.metric).join("\n"));
}

function codeOf({ status }: CaseRecord): number {
  return { ok: EXIT.ok, "wrong-result": EXIT.notReached, error: EXIT.crash, timeout: EXIT.crash }[
    status
  ];
}

function codeOfChange({ judgement, isResultChanged }: Difference): number {
  if (judgement === "slower" || isResultChanged) return EXIT.notReached;
  return judgement === "inconclusive" ? EXIT.inconclusive : EXIT.ok;
}

/** What a script has to know first. */
function worst(codes: readonly number[]): number {
  const order = [EXIT.usage, EXIT.environment, EXIT.crash, EXIT.notReached, EXIT.inconclusive];
  return order.find((code) => codes.includes(code)) ?? EXIT.ok;
}

/** A line on stderr that replaces itself; on a terminal only, where Ctrl+C gets a line of its own. */
class Progress {
  #width = 0;
  readonly #interrupted = (): void => {
    process.stderr.write("\n");
    process.kill(process.pid, "SIGINT"); // now by itself, as without us
  };

  show(text: string): void {
    if (!process.stderr.isTTY) return;
    this.clear();
    const line = text.slice(0, (process.stderr.columns || 80) - 1);
    process.stderr.write(line);
    this.#width = line.length;
    process.once("SIGINT", this.#interrupted);
  }

  clear(): void {
    if (this.#width > 0) process.stderr.write(`\r${" ".repeat(this.#width)}\r`);
    this.#width = 0;
    process.off("SIGINT", this.#interrupted);
  }
}
