/** Cases in this very process: what a runner's process does when asked, and `run` at once. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { BenchError } from "../bench-error.ts";
import { type BenchCase, combinations, type Params } from "../cases/define.ts";
import { DEFAULT_OPTIONS, measureCase, type Surroundings } from "../measure/measure-case.ts";
import { measureSurroundings } from "../measure/surroundings.ts";
import { caseRecord, failedRecord } from "../results/case-record.ts";
import { withCommonWarnings } from "../results/common.ts";
import type { CaseRecord } from "../results/schema.ts";
import type { Generation, Listed } from "./messages.ts";

export interface RunOptions {
  /** Measured time of a case, ms. @default 100 */
  readonly timeMs?: number;
  /** Longest warm-up of a case, ms. @default 2000 */
  readonly warmupMs?: number;
}

/**
 * Measures cases one after the other in this process: fast, for a look while working. They share what
 * V8 learns of common helpers, there is no interval, and a call that never ends never ends.
 *
 * @returns a record for each case and set of parameters; one with a failure has `error` and no `stats`
 * @example
 * const [one] = await run([bench("sine", { inputs: [1, 2, 3], fn: Math.sin })]);
 * one.stats?.wall.p50; // ns a call
 */
export async function run(
  cases: readonly BenchCase[],
  options: RunOptions = {},
): Promise<CaseRecord[]> {
  const around = measureSurroundings();
  const all = listed(cases, undefined);
  const records: CaseRecord[] = [];
  for (const what of all) {
    try {
      const limits = { ...DEFAULT_OPTIONS, ...options };
      const generation = await generationHere(cases[what.index]!, what.params, around, limits);
      const extras = { blocksPerCall: undefined, printed: 0, stealShare: 0 };
      records.push(caseRecord(what, [generation], extras));
    } catch (error) {
      records.push(failedRecord(what, asBenchError(error)));
    }
  }
  return withCommonWarnings(records, all);
}

function asBenchError(error: unknown): BenchError {
  if (error instanceof BenchError) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new BenchError("HPTS_BENCH_THREW", `throws ${text.split("\n")[0]}`, { cause: error });
}

export async function generationHere(
  benchCase: BenchCase,
  params: Params,
  around: Surroundings,
  options: { readonly timeMs: number; readonly warmupMs: number },
): Promise<Generation> {
  const measured = await measureCase(benchCase, params, around, options);
  const source = createHash("sha256").update(benchCase.spec.fn.toString()).digest("hex");
  const generation = { pid: process.pid, measured, source: source.slice(0, 16) };
  return { ...generation, maxRssBytes: maxRssBytes() };
}

/** A case for each set of parameters. @param sizes instead of those of a case's own `n` */
export function listed(
  cases: readonly BenchCase[],
  sizes: readonly number[] | undefined,
): Listed[] {
  return cases.flatMap(({ name, spec }, index) => {
    const twin = cases.findIndex((other) => isSameWork(other.spec, spec));
    const own = spec.params ?? {};
    const params = sizes !== undefined && "n" in own ? { ...own, n: sizes } : own;
    return combinations(params).map((one) => ({
      index,
      name,
      params: one,
      complexity: spec.complexity,
      twin,
    }));
  });
}

/** Not by their text: functions of the same text may differ in what they close over. */
function isSameWork(a: BenchCase["spec"], b: BenchCase["spec"]): boolean {
  return a.fn === b.fn && a.inputs === b.inputs && a.setup === b.setup;
}

/**
 * Peak of this process. VmHWM, since on Linux `resourceUsage().maxRSS` of a child is at least its
 * parent's.
 */
function maxRssBytes(): number {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kib !== undefined) return Number(kib) * 1024;
  } catch {
    // not Linux
  }
  return process.resourceUsage().maxRSS * 1024;
}
