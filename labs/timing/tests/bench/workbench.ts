/**
 * What the benchmarks of B5 and B6 work with: a watch, a place for results, and work to measure.
 *
 * Everything here really works, and beside that keeps a ledger (ledger.ts): what was done while the
 * watch ran, and what it costs on a simulated machine, in ns. The judges (drive-benchmarks.ts,
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
import { judging, noteResult, spend, whenJudged } from "./ledger.ts";

/** A helper that has seen many kinds of arrays is compiled for none of them. */
const slowdown = (kinds: number): number => (kinds === 1 ? 1 : kinds < 5 ? 3 : 10);

/** Of what is made at a time, at most so many: who asks for more has made a slip. */
const MOST = 1_000_000;

function demandSensible(n: number): void {
  if (!(n <= MOST)) throw new RangeError(`at most ${MOST} at a time, got ${n}`);
}

/** What the watch has shown since this was last emptied, in ns. */
const shown: number[] = [];

const nowNs = (): number => (judging.isOn ? judging.ledger.shownNs : performance.now() * 1e6);

export const watch = {
  start(): void {
    if (judging.startedNs !== undefined) throw new Error("the watch is running already");
    judging.startedNs = nowNs();
  },
  /** Gives the time since the start, in ns. */
  stop(): number {
    const { startedNs } = judging;
    if (startedNs === undefined) throw new Error("the watch is not running: start it first");
    const passedNs = nowNs() - startedNs;
    judging.startedNs = undefined;
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
  judging.ledger.sunk += value;
}

/** Something to compute that depends on nothing but its input. */
export let wave: (x: number) => number = plainWave;
whenJudged((isOn) => {
  wave = isOn ? countedWave : plainWave;
});

function plainWave(x: number): number {
  const a = x - (x * x * x) / 6 + 0.01;
  const b = a - (a * a * a) / 6 + 0.01;
  const c = b - (b * b * b) / 6 + 0.01;
  const d = c - (c * c * c) / 6 + 0.01;
  return d - (d * d * d) / 6 + 0.01;
}

function countedWave(x: number): number {
  spend("waves", judging.machine.costNs.wave);
  return noteResult(plainWave(x));
}

/** `n` numbers from 0 to 1, always the same, in no order. Takes its time. */
export function randomNumbers(n: number): number[] {
  demandSensible(n);
  spend("numbers", judging.machine.costNs.number * n, n);
  const random = createRandom(judging.machine.numbersSeed);
  return Array.from({ length: n }, () => random.uniform(0, 1));
}

/** Sorts in place, the smallest first. */
export function sortNumbers(numbers: number[]): void {
  if (judging.isOn) {
    const { sort, sortSorted } = judging.machine.costNs;
    const isSorted = numbers.every((value, i) => i === 0 || numbers[i - 1]! <= value);
    if (isSorted) spend("sorted", 0);
    spend("sorts", (isSorted ? sortSorted : sort) * numbers.length);
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
    if (judging.isOn) seen.add(KIND_OF.get(numbers) ?? "other");
    const { sum: costNs } = judging.machine.costNs;
    spend("sums", costNs * numbers.length * slowdown(Math.max(1, seen.size)));
    return judging.isOn ? noteResult(add(numbers)) : add(numbers);
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
    if (judging.isOn) judging.ledger.evolved.push({ dt, ...seen(particles) });
    else super.evolve(dt);
  }
}

function seen(particles: readonly Particle[]): { n: number; first: number; sum: number } {
  const sum = particles.reduce((total, { x, y, angVel }) => total + x + y + angVel, 0);
  return { n: particles.length, first: particles[0]?.x ?? 0, sum };
}

/** The course's random particles; the ledger knows which. */
export function randomParticles(n: number, seed: number): Particle[] {
  demandSensible(n);
  if (judging.isOn) judging.ledger.made.push({ n, seed });
  return coreParticles(n, judging.isOn ? judging.machine.particlesOf(seed) : seed);
}
