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
import { DEFAULT_OPTIONS } from "../measure/measure-case.ts";
import { caseRecord, failedRecord } from "../results/case-record.ts";
import { complexityOf, withCommonWarnings } from "../results/common.ts";
import { environmentOf, gitState, lookBefore } from "../results/environment.ts";
import {
  type CaseRecord,
  type Metric,
  type RunConfig,
  type RunRecord,
  SCHEMA,
} from "../results/schema.ts";
import { orderWarning, processWarnings } from "../warnings.ts";
import { type Built, buildBenchFile } from "./bundle.ts";
import { BenchChild } from "./child.ts";
import { type Counter, findCounter, instructionsPerCall } from "./instructions.ts";
import type { Generation, Listed, ProcessFacts } from "./messages.ts";

export interface RunFileOptions {
  /** Processes per case. @default 3 */
  readonly generations?: number;
  /** Measured time of a case, shared among its generations, ms. @default 300 */
  readonly timeMs?: number;
  /** Longest warm-up of a case in one process, ms. @default 2000 */
  readonly warmupMs?: number;
  /** Longest time for a case in one process, ms. @default 20 000 */
  readonly limitMs?: number;
  readonly isTogether?: boolean;
  /** Instead of the sizes that cases have in `params.n`. */
  readonly sizes?: readonly number[];
  readonly metric?: Metric;
  /** Also counts the instructions of a call; needs perf or valgrind. @default false */
  readonly isCounting?: boolean;
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
    return await new FileRun(built, asNamed, options).run(dirname(file));
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
  instructions: number | undefined;
}

class FileRun {
  readonly #program: string;
  readonly #sources: readonly string[];
  readonly #asNamed: string;
  readonly #options: RunFileOptions;
  readonly #config: RunConfig;
  readonly #limitMs: number;

  constructor({ program, sources }: Built, asNamed: string, options: RunFileOptions) {
    const { generations = 3, timeMs = 300, isTogether = false, metric = "wall" } = options;
    this.#program = program;
    this.#sources = sources;
    this.#asNamed = asNamed;
    this.#options = options;
    this.#limitMs = options.limitMs ?? 20_000;
    const warmupMs = options.warmupMs ?? DEFAULT_OPTIONS.warmupMs;
    this.#config = { timeMs, generations, isTogether, metric, warmupMs };
  }

  /** @param dir in the repository */
  async run(dir: string): Promise<RunRecord> {
    const before = lookBefore();
    const { isCounting = false } = this.#options;
    const counter = isCounting ? await findCounter(dirname(this.#program)) : undefined;
    const { cases, facts } = await this.#list();
    const all: Collected[] = cases.map((what) => ({
      what,
      generations: [],
      printed: 0,
      blocksPerCall: undefined,
      error: undefined,
      togetherNs: undefined,
      instructions: undefined,
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
    if (counter !== undefined) {
      for (const one of all) await this.#countInstructions(one, counter);
    }
    if (this.#config.isTogether && all.length > 1) await this.#measureTogether(all);
    const env = environmentOf(facts, before);
    const records = all.map((one) => this.#record(one, env.stealShare));
    return {
      schema: SCHEMA,
      id: randomUUID(),
      time: new Date().toISOString(),
      suite: this.#asNamed,
      git: gitState(dir, this.#sources),
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

  async #countInstructions(one: Collected, counter: Counter): Promise<void> {
    const k = one.generations[0]?.measured.k;
    if (k === undefined || one.error !== undefined) return;
    this.#options.onProgress?.(0, 1, `${titleOf(one.what.name, one.what.params)}, instructions`);
    try {
      one.instructions = await instructionsPerCall(counter, this.#program, one.what, k);
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      one.error = error;
    }
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
    const { what, generations, printed, blocksPerCall, error, togetherNs, instructions } = one;
    if (error !== undefined) return failedRecord(what, error);
    const record = caseRecord(what, generations, { printed, blocksPerCall, stealShare });
    const alone = Math.min(...generations.map(({ measured }) => measured.seen.fastestNs));
    const order = togetherNs === undefined ? undefined : orderWarning(alone, togetherNs);
    const common = processWarnings(process.execArgv, process.env);
    return {
      ...record,
      ...(togetherNs !== undefined && { togetherNs }),
      ...(instructions !== undefined && { instructions }),
      warnings: [...record.warnings, ...(order ? [order] : []), ...common],
    };
  }
}
