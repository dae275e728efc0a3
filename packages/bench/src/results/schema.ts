/**
 * `hpts/bench/v1`: what a run leaves behind, one run a line of JSON. Times in ns, memory in bytes.
 * The batches are kept: intervals need them, and a later version may look at them differently.
 */
import type { Tier } from "../batch/tiers.ts";
import type { BenchErrorCode } from "../bench-error.ts";
import type { Params } from "../cases/define.ts";
import type { CpuClock } from "../clock.ts";
import type { Klass } from "../complexity/classes.ts";
import type { Summary } from "../stats/summary.ts";
import type { Warning } from "../warnings.ts";

export const SCHEMA = "hpts/bench/v1";

export interface RunRecord {
  readonly schema: typeof SCHEMA;
  readonly id: string;
  /** ISO 8601. */
  readonly time: string;
  /** The bench file, as seen from the folder with the results. */
  readonly suite: string;
  /** `null` outside a repository. */
  readonly git: GitState | null;
  readonly env: Environment;
  readonly config: RunConfig;
  readonly cases: readonly CaseRecord[];
  readonly complexity: readonly ComplexityRecord[];
}

export interface GitState {
  readonly sha: string;
  readonly dirty: boolean;
  readonly branch: string;
}

export interface Environment {
  readonly node: string;
  readonly v8: string;
  readonly execArgv: readonly string[];
  readonly os: string;
  readonly kernel: string;
  readonly arch: string;
  readonly cpuModel: string;
  readonly cores: number;
  readonly memBytes: number;
  readonly container: boolean;
  readonly timerStepNs: number;
  readonly timerCostNs: number;
  readonly cpuClock: CpuClock;
  /** Time of a fixed piece of work; for display across machines only. */
  readonly calibNs: number;
  /** Mean number of running processes over a minute; 0 on Windows. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  /** Of the processor's time, what the host gave to others; 0 where unknown. */
  readonly stealShare: number;
  /** Runs with the same fingerprint may be compared. */
  readonly fingerprint: string;
}

export interface RunConfig {
  readonly timeMs: number;
  readonly warmupMs: number;
  readonly generations: number;
  readonly isTogether: boolean;
  readonly metric: Metric;
}

export type Metric = "wall" | "cpu";

/** wall, CPU, waiting for a core, garbage collection; ns of a whole batch of k calls. */
export type BatchRow = readonly [number, number, number, number];

export interface GenerationRecord {
  readonly pid: number;
  readonly firstCallNs: number;
  readonly warmupBatches: number;
  /** V8's compiler that made the code; missing in older runs. */
  readonly tier?: Tier;
  readonly k: number;
  readonly batches: readonly BatchRow[];
}

/** Of times a call; `ci95` is of the median, over generations, and missing for fewer than 3. */
export interface TimeStats extends Summary {
  readonly ci95?: readonly [number, number];
}

export interface CaseRecord {
  readonly name: string;
  readonly params: Params;
  readonly status: "ok" | "wrong-result" | "error" | "timeout";
  readonly error?: { readonly code: BenchErrorCode; readonly message: string };
  readonly kind: "sync" | "async";
  readonly checksum: string;
  readonly source: string;
  readonly generations: readonly GenerationRecord[];
  /** Already subtracted from times a call: an empty await, 0 if sync. */
  readonly subtractedNs: number;
  readonly stats: CaseStats | null;
  /** The fastest batch beside the other cases in one process, if that was asked for; ns a call. */
  readonly togetherNs?: number;
  /** Of a call, in user mode, if that was asked for. */
  readonly instructions?: number;
  readonly warnings: readonly Warning[];
}

export interface CaseStats {
  readonly wall: TimeStats;
  readonly cpu: TimeStats;
  readonly gcShare: number;
  readonly waitRatio: number;
  readonly heapDeltaBytes: number;
  readonly maxRssBytes: number;
}

export interface ComplexityRecord {
  readonly case: string;
  readonly klass: Klass;
  readonly relErr: number;
  readonly confidence: number;
  readonly table: readonly { readonly klass: Klass; readonly relErr: number }[];
  readonly points: readonly { readonly n: number; readonly ns: number; readonly fitNs: number }[];
}
