/** Runs the student's benchmarks of B5 on the simulated machine; gives plain data. */
import { kinds, sorts, sums, waves } from "#lab/benchmarks";
import { type Ledger, onLedger } from "./workbench.ts";

export type BenchmarkRun = Pick<Ledger, "shownNs" | "timed" | "sunk">;

const BENCHMARKS = { waves, sums, sorts };

export async function driveBenchmark(name: keyof typeof BENCHMARKS): Promise<BenchmarkRun> {
  const { shownNs, timed, sunk } = await onLedger(() => BENCHMARKS[name]());
  return { shownNs, timed: { ...timed }, sunk };
}

export interface KindsRun extends BenchmarkRun {
  /** What the benchmark says of each kind of array, in ns. */
  readonly given: Readonly<Record<string, number>>;
}

export async function driveKinds(): Promise<KindsRun> {
  let given: Readonly<Record<string, number>> = {};
  const { shownNs, timed, sunk } = await onLedger(() => {
    given = kinds();
  });
  return { given: { ...given }, shownNs, timed: { ...timed }, sunk };
}
