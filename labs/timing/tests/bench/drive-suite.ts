/** Takes the student's suite of B6 apart, without measuring anything; gives plain data. */
import { Bench, type Fn, type FnOptions } from "tinybench";
import { addCases } from "#lab/suite";
import { type BenchMachine, type Evolved, onLedger } from "./ledger.ts";

export interface SuiteCase {
  readonly name: string;
  /** What each run of the timed function evolved. */
  readonly runs: readonly (readonly Evolved[])[];
  /** How many sets of particles the timed function made in these runs. */
  readonly made: number;
}

interface Added {
  readonly name: string;
  readonly fn: Fn;
  readonly options: FnOptions | undefined;
}

class NotingBench extends Bench {
  readonly added: Added[] = [];

  override add(name: string, fn: Fn, options?: FnOptions): this {
    this.added.push({ name, fn, options });
    return this;
  }
}

export async function driveSuite(times = 3, machine?: BenchMachine): Promise<SuiteCase[]> {
  const bench = new NotingBench();
  await onLedger(() => addCases(bench), machine);
  const cases: SuiteCase[] = [];
  for (const { name, fn, options } of bench.added) {
    const runs: Evolved[][] = [];
    let made = 0;
    await onLedger(() => options?.beforeAll?.call(undefined as never, "run"), machine);
    for (let run = 0; run < times; run++) {
      await onLedger(() => options?.beforeEach?.call(undefined as never, "run"), machine);
      const ledger = await onLedger(fn, machine);
      await onLedger(() => options?.afterEach?.call(undefined as never, "run"), machine);
      runs.push([...ledger.evolved]);
      made += ledger.made.length;
    }
    cases.push({ name, runs, made });
  }
  return cases;
}
