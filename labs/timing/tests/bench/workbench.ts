/**
 * What the benchmarks of B5 and B6 work with: a watch, a place for results, and work to measure.
 *
 * Everything here really works, and beside that keeps a ledger: what was done while the watch ran,
 * and what it costs on a simulated machine, in ns. The judges (drive-benchmarks.ts,
 * drive-suite.ts) read the ledger, so a verdict never depends on how busy this computer is;
 * `measure.ts` uses the real clock.
 */
import {
  ParticleSimulator as CoreSimulator,
  randomParticles as coreParticles,
  createRandom,
  type Particle,
} from "@hpts/core";
import { Todo } from "@hpts/labkit";

/** What the simulated machine takes for one element, in ns. The ratios are those of V8, roughly. */
const COST_NS = { wave: 20, number: 100, sum: 1, sort: 100, sortSorted: 2 } as const;

/** A helper that has seen many kinds of arrays is compiled for none of them. */
const slowdown = (kinds: number): number => (kinds === 1 ? 1 : kinds < 5 ? 3 : 10);

/** One evolve: how many particles, how long, and where the first one was before. */
export interface Evolved {
  readonly n: number;
  readonly dt: number;
  readonly first: number;
}

export interface Ledger {
  /** Simulated time that the watch has shown, in ns. */
  shownNs: number;
  /** What was done while the watch ran. */
  readonly timed: { waves: number; numbers: number; sums: number; sorts: number; sorted: number };
  /** Total of what went into `sink`. */
  sunk: number;
  readonly made: { readonly n: number; readonly seed: number }[];
  readonly evolved: Evolved[];
}

const blank = (): Ledger => ({
  shownNs: 0,
  timed: { waves: 0, numbers: 0, sums: 0, sorts: 0, sorted: 0 },
  sunk: 0,
  made: [],
  evolved: [],
});

let ledger = blank();
let judged = false;
let startedNs: number | undefined;

/** For the judge: runs something on the simulated machine and gives the ledger of it. */
export async function onLedger(run: () => unknown): Promise<Ledger> {
  ledger = blank();
  startedNs = undefined;
  judged = true;
  wave = countedWave;
  try {
    await run();
    return ledger;
  } finally {
    judged = false;
    wave = plainWave;
  }
}

/** What the watch has shown since this was last emptied, in ns. */
const shown: number[] = [];

const nowNs = (): number => (judged ? ledger.shownNs : performance.now() * 1e6);

function spend(what: keyof Ledger["timed"], ns: number, times = 1): void {
  if (!judged || startedNs === undefined) return;
  ledger.timed[what] += times;
  ledger.shownNs += ns;
}

export const watch = {
  start(): void {
    if (startedNs !== undefined) throw new Error("the watch is running already");
    startedNs = nowNs();
  },
  /** Gives the time since the start, in ns. */
  stop(): number {
    if (startedNs === undefined) throw new Error("the watch is not running: start it first");
    const passedNs = nowNs() - startedNs;
    startedNs = undefined;
    shown.push(passedNs);
    return passedNs;
  },
};

/**
 * The least that the watch shows in 100 runs of a benchmark, in ns of the real clock: all that it
 * shows in a run, or only the last. A benchmark that is still to be repaired is measured as it is.
 */
export function leastShownNs(benchmark: () => unknown, which: "all" | "last" = "all"): number {
  let leastNs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 100; run++) {
    shown.length = 0;
    try {
      benchmark();
    } catch (error) {
      if (!(error instanceof Todo)) throw error;
    }
    const counted = which === "all" ? shown : shown.slice(-1);
    leastNs = Math.min(
      leastNs,
      counted.reduce((sum, ns) => sum + ns, 0),
    );
  }
  return leastNs;
}

/** Uses a value, so that the work behind it cannot be left out. */
export function sink(value: number): void {
  ledger.sunk += value;
}

/** Something to compute that depends on nothing but its input. */
export let wave: (x: number) => number = plainWave;

function plainWave(x: number): number {
  const a = x - (x * x * x) / 6 + 0.01;
  const b = a - (a * a * a) / 6 + 0.01;
  const c = b - (b * b * b) / 6 + 0.01;
  const d = c - (c * c * c) / 6 + 0.01;
  return d - (d * d * d) / 6 + 0.01;
}

function countedWave(x: number): number {
  spend("waves", COST_NS.wave);
  return plainWave(x);
}

/** `n` numbers from 0 to 1, always the same, in no order. Takes its time. */
export function randomNumbers(n: number): number[] {
  spend("numbers", COST_NS.number * n, n);
  const random = createRandom(1);
  return Array.from({ length: n }, () => random.uniform(0, 1));
}

/** Sorts in place, the smallest first. */
export function sortNumbers(numbers: number[]): void {
  if (judged) {
    const isSorted = numbers.every((value, i) => i === 0 || numbers[i - 1]! <= value);
    if (isSorted) spend("sorted", 0);
    spend("sorts", (isSorted ? COST_NS.sortSorted : COST_NS.sort) * numbers.length);
  }
  numbers.sort((a, b) => a - b);
}

export type Sum = (numbers: ArrayLike<number>) => number;

let made = 0;

/** A new function that adds numbers up. It shares neither code nor memory with those made before. */
export function makeSum(): Sum {
  // V8 gives equal source texts one code; the counter makes each text another.
  const body = `/* ${made++} */ let total = 0; for (let i = 0; i < a.length; i++) total += a[i]; return total;`;
  const add = new Function("a", body) as Sum;
  const seen = new Set<string>();
  return (numbers) => {
    if (judged) seen.add(KIND_OF.get(numbers) ?? "other");
    spend("sums", COST_NS.sum * numbers.length * slowdown(Math.max(1, seen.size)));
    return add(numbers);
  };
}

/** Adds numbers up. */
export const sum: Sum = makeSum();

const N = 1000;
const ones = (): number[] => Array.from({ length: N }, () => 1);
const halves = (): number[] => Array.from({ length: N }, () => 0.5);
const holes = (one: number): number[] => {
  const numbers = new Array<number>(N);
  for (let i = 0; i < N; i++) numbers[i] = one;
  return numbers;
};

/** A thousand numbers each, kept by V8 in six different ways. */
export const KINDS: Readonly<Record<string, ArrayLike<number>>> = {
  integers: ones(),
  "integers with holes": holes(1),
  "32-bit integers": new Int32Array(N).fill(1),
  "32-bit floats": new Float32Array(N).fill(0.5),
  "doubles with holes": holes(0.5),
  doubles: halves(),
};

const KIND_OF = new Map(Object.entries(KINDS).map(([kind, numbers]) => [numbers, kind]));

/** The course's simulator; the ledger knows what it was asked for. */
export class ParticleSimulator extends CoreSimulator {
  override evolve(dt: number): void {
    const { particles } = this;
    // The judge only wants to know what is timed, not to wait for it.
    if (judged) ledger.evolved.push({ n: particles.length, dt, first: particles[0]?.x ?? 0 });
    else super.evolve(dt);
  }
}

/** The course's random particles; the ledger knows which. */
export function randomParticles(n: number, seed: number): Particle[] {
  if (judged) ledger.made.push({ n, seed });
  return coreParticles(n, seed);
}
