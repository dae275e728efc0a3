/** Runs the student's benchmarks of B5 on the simulated machine; gives plain data. */
import { kinds, sorts, sums, waves } from "#lab/benchmarks";
import { type BenchMachine, type Ledger, onLedger } from "./ledger.ts";

export type BenchmarkRun = Pick<Ledger, "shownNs" | "timed" | "found" | "sunk">;

const BENCHMARKS = { waves, sums, sorts };

export async function driveBenchmark(
  name: keyof typeof BENCHMARKS,
  machine?: BenchMachine,
): Promise<BenchmarkRun> {
  const { shownNs, timed, found, sunk } = await onLedger(() => BENCHMARKS[name](), machine);
  return { shownNs, timed: { ...timed }, found: { ...found }, sunk };
}

export interface KindsRun extends BenchmarkRun {
  /** What the benchmark says of each kind of array, in ns. */
  readonly given: Readonly<Record<string, number>>;
}

export async function driveKinds(machine?: BenchMachine): Promise<KindsRun> {
  let given: Readonly<Record<string, number>> = {};
  const { shownNs, timed, found, sunk } = await onLedger(() => {
    given = kinds();
  }, machine);
  return { given: { ...given }, shownNs, timed: { ...timed }, found: { ...found }, sunk };
}
