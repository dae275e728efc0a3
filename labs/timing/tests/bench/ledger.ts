/**
 * What the judges of B5 to B7 know of the code that they run: the workbench writes it down here.
 * A file of its own, so that this code, which imports the workbench, cannot reach it.
 */

/** One evolve: how many particles, how long, and where they were before. */
export interface Evolved {
  readonly n: number;
  readonly dt: number;
  /** x of the first particle. */
  readonly first: number;
  /** All coordinates and speeds, added up. */
  readonly sum: number;
}

export interface Ledger {
  /** Simulated time that the watch has shown, in ns. */
  shownNs: number;
  /** What was done while the watch ran. */
  readonly timed: { waves: number; numbers: number; sums: number; sorts: number; sorted: number };
  /** Totals of what waves and sums gave: while the watch ran, and at any time. */
  readonly found: { timed: number; all: number };
  /** Total of what went into `sink`. */
  sunk: number;
  readonly made: { readonly n: number; readonly seed: number }[];
  readonly evolved: Evolved[];
}

/** A simulated machine. */
export interface BenchMachine {
  /** What it takes for one element, in ns. */
  readonly costNs: Readonly<Record<"wave" | "number" | "sum" | "sort" | "sortSorted", number>>;
  /** Of the random numbers to work with. */
  readonly numbersSeed: number;
  /** The seed of the particles that it gives for a seed. */
  readonly particlesOf: (seed: number) => number;
}

/** The ratios are those of V8, roughly. */
const MACHINE: BenchMachine = {
  costNs: { wave: 20, number: 100, sum: 1, sort: 100, sortSorted: 2 },
  numbersSeed: 1,
  particlesOf: (seed) => seed,
};

const blank = (): Ledger => ({
  shownNs: 0,
  timed: { waves: 0, numbers: 0, sums: 0, sorts: 0, sorted: 0 },
  found: { timed: 0, all: 0 },
  sunk: 0,
  made: [],
  evolved: [],
});

interface Judging {
  /** Without it, everything is what it looks like, on the real clock. */
  isOn: boolean;
  ledger: Ledger;
  machine: BenchMachine;
  /** When the watch was started, as long as it runs. */
  startedNs: number | undefined;
}

export const judging: Judging = {
  isOn: false,
  ledger: blank(),
  machine: MACHINE,
  startedNs: undefined,
};

let tell = (_isOn: boolean): void => {};

/** The workbench wants to know when judging begins and ends. */
export function whenJudged(told: (isOn: boolean) => void): void {
  tell = told;
}

/** Runs something on the simulated machine and gives the ledger of it. */
export async function onLedger(
  run: () => unknown,
  machine: BenchMachine = MACHINE,
): Promise<Ledger> {
  const ledger = blank();
  Object.assign(judging, { isOn: true, ledger, machine, startedNs: undefined });
  tell(true);
  try {
    await run();
    return ledger;
  } finally {
    Object.assign(judging, { isOn: false, machine: MACHINE });
    tell(false);
  }
}

/** Notes the result of a wave or a sum. */
export function noteResult(value: number): number {
  const { found } = judging.ledger;
  found.all += value;
  if (judging.startedNs !== undefined) found.timed += value;
  return value;
}

export function spend(what: keyof Ledger["timed"], ns: number, times = 1): void {
  if (!judging.isOn || judging.startedNs === undefined) return;
  judging.ledger.timed[what] += times;
  judging.ledger.shownNs += ns;
}
