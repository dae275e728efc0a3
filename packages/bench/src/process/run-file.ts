/**
 * A bench file from its source to a run's record: every case in processes of its own, one process at
 * a time. The generations are interleaved: all cases once, then all of them again.
 *
 * With `isTogether` all cases also run after each other in one process, in which they share what V8
 * has learnt about common helpers; what differs then gets W_ORDER.
 */
import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { BenchError } from "../bench-error.ts";
import { titleOf } from "../cases/define.ts";
import { fitComplexity } from "../complexity/fit.ts";
import { DEFAULT_OPTIONS } from "../measure/measure-case.ts";
import { caseRecord } from "../results/case-record.ts";
import { environmentOf, gitState, lookBefore } from "../results/environment.ts";
import {
  type CaseRecord,
  type ComplexityRecord,
  type Metric,
  type RunConfig,
  type RunRecord,
  SCHEMA,
} from "../results/schema.ts";
import {
  orderWarning,
  processWarnings,
  sameCodeWarnings,
  scalingWarning,
  type Warning,
} from "../warnings.ts";
import { buildBenchFile } from "./bundle.ts";
import { BenchChild } from "./child.ts";
import type { Generation, Listed, ProcessFacts } from "./messages.ts";

export interface RunFileOptions {
  /** Processes per case. @default 3 */
  readonly generations?: number;
  /** Measured time of a case, shared among its generations, ms. @default 300 */
  readonly timeMs?: number;
  /** Longest time for a case in one process, ms. @default 20 000 */
  readonly limitMs?: number;
  readonly isTogether?: boolean;
  /** Instead of the sizes that cases have in `params.n`. */
  readonly sizes?: readonly number[];
  readonly metric?: Metric;
  /** The file as the user named it. */
  readonly asNamed?: string;
  /** Called before each measurement. */
  readonly onProgress?: (done: number, all: number, title: string) => void;
}

/** @throws BenchError when the file cannot be built or loaded, or has no cases */
export async function runFile(file: string, options: RunFileOptions = {}): Promise<RunRecord> {
  const asNamed = options.asNamed ?? file;
  const built = await buildBenchFile(file, asNamed);
  try {
    return await new FileRun(built.program, asNamed, options).run(dirname(file));
  } finally {
    built.remove();
  }
}

/** What was collected of a case so far. */
interface Collected {
  readonly what: Listed;
  readonly generations: Generation[];
  printed: number;
  blocksPerCall: number | undefined;
  error: BenchError | undefined;
  togetherNs: number | undefined;
}

class FileRun {
  readonly #program: string;
  readonly #asNamed: string;
  readonly #options: RunFileOptions;
  readonly #config: RunConfig;
  readonly #limitMs: number;

  constructor(program: string, asNamed: string, options: RunFileOptions) {
    const { generations = 3, timeMs = 300, isTogether = false, metric = "wall" } = options;
    this.#program = program;
    this.#asNamed = asNamed;
    this.#options = options;
    this.#limitMs = options.limitMs ?? 20_000;
    this.#config = { timeMs, generations, isTogether, metric, warmupMs: DEFAULT_OPTIONS.warmupMs };
  }

  /** @param dir in the repository */
  async run(dir: string): Promise<RunRecord> {
    const before = lookBefore();
    const { cases, facts } = await this.#list();
    const all: Collected[] = cases.map((what) => ({
      what,
      generations: [],
      printed: 0,
      blocksPerCall: undefined,
      error: undefined,
      togetherNs: undefined,
    }));
    const { generations } = this.#config;
    for (let round = 0; round < generations; round++) {
      for (const [i, one] of all.entries()) {
        const title = titleOf(one.what.name, one.what.params);
        this.#options.onProgress?.(round * all.length + i, generations * all.length, title);
        if (one.error === undefined) await this.#measureAlone(one);
      }
    }
    for (const one of all) await this.#countBlocks(one);
    if (this.#config.isTogether && all.length > 1) await this.#measureTogether(all);
    const env = environmentOf(facts, before);
    const records = all.map((one) => this.#record(one, env.stealShare));
    return {
      schema: SCHEMA,
      id: randomUUID(),
      time: new Date().toISOString(),
      suite: this.#asNamed,
      git: gitState(dir),
      env,
      config: this.#config,
      cases: withCommonWarnings(records, cases),
      complexity: complexityOf(records),
    };
  }

  async #list(): Promise<{ cases: readonly Listed[]; facts: ProcessFacts }> {
    const child = new BenchChild(this.#program);
    try {
      const sizes = this.#options.sizes;
      const answer = await child.ask({ kind: "list", sizes, facts: true }, this.#limitMs);
      if (answer.kind !== "listed") throw new Error(`expected a list, got ${answer.kind}`);
      const { cases, facts } = answer;
      if (cases.length === 0) {
        const message = `${this.#asNamed} exports no benchmark: export const name = bench("name", { fn })`;
        throw new BenchError("HPTS_BENCH_FILE", message);
      }
      if (sizes !== undefined && !cases.some(({ params }) => "n" in params)) {
        const message = `no benchmark in ${this.#asNamed} has params.n to change`;
        throw new BenchError("HPTS_BENCH_FILE", message);
      }
      return { cases, facts: facts! };
    } catch (error) {
      if (!(error instanceof BenchError) || error.message.startsWith(this.#asNamed)) throw error;
      throw new BenchError(error.code, `${this.#asNamed}: ${error.message}`, { cause: error });
    } finally {
      await child.close();
    }
  }

  async #measureAlone(one: Collected): Promise<void> {
    await this.#inChild(one, async (child) => {
      one.generations.push(await this.#measure(child, one.what));
    });
  }

  async #measure(child: BenchChild, what: Listed): Promise<Generation> {
    const { timeMs, generations, warmupMs } = this.#config;
    const options = { timeMs: timeMs / generations, warmupMs };
    const answer = await child.ask({ kind: "measure", what, options }, this.#limitMs);
    if (answer.kind !== "measured") throw new Error(`expected times, got ${answer.kind}`);
    return answer.generation;
  }

  /** Only where it matters: without a result nothing else shows that the work was done. */
  async #countBlocks(one: Collected): Promise<void> {
    const seen = one.generations[0]?.measured.seen;
    if (seen === undefined || one.error !== undefined || !seen.isVoid || seen.isAsync) return;
    await this.#inChild(one, async (child) => {
      const answer = await child.ask({ kind: "count", what: one.what }, this.#limitMs);
      if (answer.kind === "counted") one.blocksPerCall = answer.blocks;
    });
  }

  /** Each case once more, in one process and in reverse: the first one then has met all others. */
  async #measureTogether(all: readonly Collected[]): Promise<void> {
    const child = new BenchChild(this.#program);
    try {
      const healthy = all.filter(({ error }) => error === undefined);
      for (const one of [...healthy, ...healthy.toReversed()]) {
        const { measured } = await this.#measure(child, one.what);
        one.togetherNs = measured.seen.fastestNs;
      }
    } catch (error) {
      if (!(error instanceof BenchError)) throw error; // what fails only together has its times alone
    } finally {
      await child.close();
    }
  }

  async #inChild(one: Collected, work: (child: BenchChild) => Promise<void>): Promise<void> {
    const child = new BenchChild(this.#program);
    try {
      await work(child);
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      one.error = error;
    } finally {
      await child.close();
      one.printed = Math.max(one.printed, child.printed);
    }
  }

  #record(one: Collected, stealShare: number): CaseRecord {
    const { what, generations, printed, blocksPerCall, error, togetherNs } = one;
    if (error !== undefined) return failedRecord(what, error);
    const record = caseRecord(what, generations, { printed, blocksPerCall, stealShare });
    const alone = Math.min(...generations.map(({ measured }) => measured.seen.fastestNs));
    const order = togetherNs === undefined ? undefined : orderWarning(alone, togetherNs);
    const common = processWarnings(process.execArgv, process.env);
    return {
      ...record,
      ...(togetherNs !== undefined && { togetherNs }),
      warnings: [...record.warnings, ...(order ? [order] : []), ...common],
    };
  }
}

function failedRecord({ name, params }: Listed, { code, message }: BenchError): CaseRecord {
  const isWrong = code === "HPTS_BENCH_WRONG_RESULT" || code === "HPTS_BENCH_PROMISE";
  const isLate = code === "HPTS_BENCH_TIMEOUT";
  return {
    name,
    params,
    status: isWrong ? "wrong-result" : isLate ? "timeout" : "error",
    error: { code, message },
    kind: "sync",
    checksum: "",
    source: "",
    generations: [],
    subtractedNs: 0,
    stats: null,
    warnings: [],
  };
}

/** Warnings that only several cases together give: W_AA, W_NOT_SCALING. */
function withCommonWarnings(
  records: readonly CaseRecord[],
  listed: readonly Listed[],
): CaseRecord[] {
  const extra = records.map((): Warning[] => []);
  const timed = records.flatMap((record, i) => (record.stats === null ? [] : [{ record, i }]));
  const alike = timed.map(({ record, i }) => ({
    title: titleOf(record.name, record.params),
    twin: `${listed[i]!.twin} ${JSON.stringify(record.params)}`,
    p50Ns: record.stats!.wall.p50,
  }));
  for (const [at, warning] of sameCodeWarnings(alike)) extra[timed[at]!.i]!.push(warning);
  for (const group of bySize(records)) {
    const times = group.map((i) => records[i]!.stats!.wall.min);
    const ns = group.map((i) => records[i]!.params["n"]!);
    const warning = scalingWarning(ns, times, listed[group[0]!]!.complexity);
    if (warning !== undefined) extra[group[0]!]!.push(warning);
  }
  return records.map((record, i) => ({ ...record, warnings: [...record.warnings, ...extra[i]!] }));
}

/** Indices of the timed records that differ in n alone, by n. */
function bySize(records: readonly CaseRecord[]): number[][] {
  const groups = new Map<string, number[]>();
  records.forEach(({ name, params: { n, ...rest }, stats }, i) => {
    if (n === undefined || stats === null) return;
    const key = titleOf(name, rest);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const by = (i: number): number => records[i]!.params["n"]!;
  return [...groups.values()].map((group) => group.toSorted((a, b) => by(a) - by(b)));
}

const LEAST_SIZES = 4;

function complexityOf(records: readonly CaseRecord[]): ComplexityRecord[] {
  return bySize(records)
    .filter((group) => group.length >= LEAST_SIZES)
    .map((group) => {
      const { name, params } = records[group[0]!]!;
      const { n: _, ...rest } = params;
      const fit = fitComplexity(
        group.map((i) => records[i]!.params["n"]!),
        group.map((i) => [Math.max(records[i]!.stats!.wall.min, 1e-3)]),
      );
      const { best, table, confidence, points } = fit;
      const relErr = table[0]!.relErr;
      return { case: titleOf(name, rest), klass: best, relErr, confidence, table, points };
    });
}
