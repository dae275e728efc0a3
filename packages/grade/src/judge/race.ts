/**
 * How many times as fast a submission is as what it was made from: two sandboxes in turns, fresh
 * inputs each round, one side frozen while the other one works, and every result looked at. The
 * statistics are those of `@hpts/bench` (its compare/decision.ts).
 *
 * Both clocks are outside: the wall, and the processor time of all threads of a sandbox. A round
 * counts with the smaller of its two ratios, so neither threads nor sleep help. What the candidate
 * does while its inputs are laid out or its results are collected, and the baseline does not, counts
 * as well: setters on a particle could do all the work there.
 */
import { AssertionError } from "node:assert";
import { estimate, RULE } from "@hpts/bench/compare";
import { columnOf, drawFrom } from "../hidden/random.ts";
import {
  type Clocks,
  countsOf,
  decideRace,
  logRatios,
  type RaceSize,
  type Side,
  scaledBy,
  type Times,
} from "./race-times.ts";
import type { Session } from "./session.ts";

export interface RaceHost {
  /** A fresh pair of sandboxes. */
  openPair(): Record<Side, Contestant>;
  /** Lets this side run and the other one stand still. */
  turn(side: Side): Turn;
  setDeadline(limitMs: number): void;
}

export interface Turn {
  /** Processor time of this side so far. */
  readonly cpuNs: number | undefined;
  /** Whether the other one does stand still. */
  readonly isAlone: boolean;
}

export interface Contestant {
  readonly session: Session;
  readonly evolve: unknown;
}

export interface RaceOptions extends RaceSize {
  readonly seed: number;
  /** What to think about when it is not fast enough. */
  readonly advice: string;
}

/** Too noisy to tell; says nothing about the submission. */
export class Inconclusive extends Error {
  override readonly name = "Inconclusive";
}

const NOT_ALONE =
  "speed cannot be judged in this sandbox, whose other side goes on meanwhile: it takes L2 or L3";
const STEPS = 600;
const TIMESTEP = 0.00001;
/** Half a step more, so that the count does not depend on how the quotient is rounded. */
const DT = (STEPS + 0.5) * TIMESTEP;
const WARM_UP_ROUNDS = 3;
/** Two pairs of sandboxes are enough for who is far off: it takes 13 rounds that agree. */
const ROUNDS = 7;
const SAMPLE = 40;
/** Of work: a round of a right solution takes a fraction of a second. */
const ROUND_LIMIT_MS = 30_000;
/** Of the distance from the origin. */
const TOLERANCE = 1e-9;

/** @returns the ratio, with its 95 % interval @throws AssertionError, Inconclusive */
export function race(
  options: RaceOptions,
  host: RaceHost,
): { ratio: number; low: number; high: number } {
  const generations: number[][] = [];
  for (let generation = 0; generation < RULE.maxGenerations; generation++) {
    generations.push(runGeneration(options, host, generation));
    const decision = decideRace(generations, options.minRatio);
    if (decision === "undecided") continue;
    const { ratio, interval } = estimate(generations);
    if (decision === "pass") return { ratio, ...interval };
    const shown = [ratio, interval.low, interval.high].map((x) => Number(x.toPrecision(3)));
    throw new AssertionError({
      message: `${shown[0]}x as fast as before (${shown[1]} to ${shown[2]}); ${options.minRatio}x is asked for. ${options.advice}`,
    });
  }
  throw new Inconclusive("too noisy to tell how fast it is; grade it again on a quiet machine");
}

/** ln of the ratio, of each round. */
function runGeneration(options: RaceOptions, host: RaceHost, generation: number): number[] {
  const pair = host.openPair();
  const counts = countsOf(options);
  const draw = drawFrom(options.seed + generation);
  const rounds: Record<Side, Times>[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const column = (lo: number, hi: number): Float64Array =>
      columnOf(draw, options.particles, lo, hi);
    const inputs = { xs: column(0.1, 1), ys: column(0.1, 1), speeds: column(-1, 1) };
    const order: Side[] = draw.pick([true, false])
      ? ["baseline", "candidate"]
      : ["candidate", "baseline"];
    const times = Object.fromEntries(
      order.map((side) => {
        const asked = { side, count: counts[side], seed: draw.integer(0, 2 ** 30) };
        return [side, timed(pair[side], asked, inputs, host)];
      }),
    ) as Record<Side, Times>;
    const { baseline, candidate } = times;
    const scaled = scaledBy(counts.candidate / counts.baseline, baseline);
    if (round >= WARM_UP_ROUNDS) rounds.push({ baseline: scaled, candidate });
  }
  return logRatios(rounds);
}

interface Inputs {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly speeds: Float64Array;
}

function timed(
  { session, evolve }: Contestant,
  { side, count, seed }: { side: Side; count: number; seed: number },
  { xs, ys, speeds }: Inputs,
  host: RaceHost,
): Times {
  const clocks = (): Clocks => {
    // First of all: it may be frozen.
    const { cpuNs, isAlone } = host.turn(side);
    if (!isAlone) throw new Inconclusive(NOT_ALONE);
    return { wallNs: performance.now() * 1e6, cpuNs };
  };
  clocks();
  const asked = (name: string): ((...args: unknown[]) => unknown) =>
    session.exported("inside-race", name) as (...args: unknown[]) => unknown;
  const [prepare, run, collect] = [asked("prepare"), asked("run"), asked("collect")];
  host.setDeadline(ROUND_LIMIT_MS);
  session.forget();
  const begun = clocks();
  prepare(xs, ys, speeds);
  const before = clocks();
  const sum = run(evolve, DT, count);
  const wallNs = performance.now() * 1e6 - before.wallNs;
  const after = clocks();
  const places = collect() as { xs: Float64Array; ys: Float64Array };
  const end = clocks();
  checkPlaces({ xs, ys, speeds }, places, { sum, count, seed });
  const [prepared, collected] = [between(begun, before), between(after, end)];
  return {
    run: { wallNs, cpuNs: between(before, after).cpuNs },
    around: {
      wallNs: prepared.wallNs + collected.wallNs,
      cpuNs: sumOf(prepared.cpuNs, collected.cpuNs),
    },
  };
}

function between(from: Clocks, to: Clocks): Clocks {
  const cpuNs = sumOf(to.cpuNs, from.cpuNs === undefined ? undefined : -from.cpuNs);
  return { wallNs: to.wallNs - from.wallNs, cpuNs };
}

/** Undefined where there is no such clock. */
const sumOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;

/** Some of the particles, nobody knows which, against the slides' steps. @throws AssertionError */
function checkPlaces(
  { xs, ys, speeds }: Inputs,
  places: { readonly xs: Float64Array; readonly ys: Float64Array },
  { sum, count, seed }: { sum: unknown; count: number; seed: number },
): void {
  let total = 0;
  for (let i = 0; i < count; i++) total += places.xs[i]! + places.ys[i]!;
  const isSum = typeof sum === "number" && Math.abs(sum - total) <= 1e-6 * count;
  const draw = drawFrom(seed);
  const isRight = Array.from({ length: SAMPLE }, () => draw.integer(0, count - 1)).every((i) => {
    const [x, y] = stepped(xs[i]!, ys[i]!, speeds[i]!);
    const off = Math.hypot(places.xs[i]! - x, places.ys[i]! - y);
    return off <= TOLERANCE * Math.hypot(x, y);
  });
  if (isSum && isRight && places.xs.length === xs.length) return;
  throw new AssertionError({ message: "with inputs of our own, particles end in wrong places" });
}

function stepped(x0: number, y0: number, speed: number): [x: number, y: number] {
  let [x, y] = [x0, y0];
  for (let step = 0; step < STEPS; step++) {
    const turn = (TIMESTEP * speed) / Math.sqrt(x * x + y * y);
    [x, y] = [x - turn * y, y + turn * x];
  }
  return [x, y];
}
