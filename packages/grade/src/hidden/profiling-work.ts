/**
 * Hidden cases of P5, P7 and P8, which ask for less work or less memory. The lab counts beside the
 * submission, in its process, which may say what it likes. Here the same is seen from outside: how
 * processor time and memory of the sandbox grow when there is more to do.
 *
 * Limits lie half-way, as factors, between the solution and the cheapest of what is too much; what
 * was measured is named beside them.
 */
import { AssertionError } from "node:assert";
import type { Asked, HiddenCase, Meter } from "./hidden-cases.ts";
import { near, same } from "./near.ts";
import { columnOf, type Draw } from "./random.ts";

/** Noise only adds, so what is too much is measured again before it counts. */
const TRIALS = 3;

/** Processor time that the sandbox spends meanwhile, in ns. */
function costOf(meter: Meter, run: () => void): number {
  const before = meter.cpuNs();
  run();
  return meter.cpuNs() - before;
}

/** @throws AssertionError unless much to do costs at most so many times what little does */
function growsAtMost(times: number, measure: () => { little: number; much: number }): void {
  let [little, much] = [0, Number.POSITIVE_INFINITY];
  for (let trial = 0; trial < TRIALS; trial++) {
    const found = measure();
    little = Math.max(little, found.little);
    much = Math.min(much, found.much);
    if (much <= times * little) return;
  }
  throw new AssertionError({ message: "the work grows faster than what there is to do" });
}

/** 16 times the terms, in a new sandbox. A product for each pair: 20 times; for each term: 2. */
const MOST_OF_TERMS = 7;
const CALLS = 10;

function termsGrow(lab: Asked, meter: Meter, name: "taylorExp" | "taylorSin"): void {
  growsAtMost(MOST_OF_TERMS, () => {
    meter.startAfresh();
    const series = (most: number): void => {
      for (let n = most - CALLS; n < most; n++) lab("taylor")[name](n);
    };
    series(20);
    const little = costOf(meter, () => series(250));
    return { little, much: costOf(meter, () => series(4000)) };
  });
}

const MANY_TERMS = 200_000;

/** With a product for each pair, it would be minutes. A stack that is too small is no work. */
function manyTerms(series: (n: number) => ArrayLike<number>): void {
  try {
    const terms = series(MANY_TERMS);
    same(terms.length, MANY_TERMS);
    same(terms[MANY_TERMS - 2], 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

const [FEW_FRAMES, MANY_FRAMES] = [1_000, 20_000];
/** 20 times the frames. A copy of all points for each frame: 110 times; none: 14. */
const MOST_OF_FRAMES = 40;
/** With what it takes to cross the wall. Copies: 34 kB and more; none: 2.4 kB. */
const MOST_BYTES_A_FRAME = 9_000;

interface Trail {
  readonly cpuNs: number;
  /** Used for the first time, and perhaps given back; undefined where the machine does not tell. */
  readonly bytes: number | undefined;
}

function trail(lab: Asked, meter: Meter, frames: number, draw: Draw): Trail {
  meter.startAfresh();
  const column = (n: number): Float64Array => columnOf(draw, n, -2, 2);
  lab("trail").trailOf(column(3), column(3));
  const [xs, ys] = [column(frames), column(frames)];
  const before = meter.touchedBytes();
  const cpuNs = costOf(meter, () => {
    const { points, labels } = lab("trail").trailOf(xs, ys);
    same(points.length, frames);
    same(labels.length, frames);
    near(points[frames - 1].y, ys[frames - 1]!, 0);
  });
  const after = meter.touchedBytes();
  const isKnown = before !== undefined && after !== undefined;
  return { cpuNs, bytes: isKnown ? after - before : undefined };
}

function framesGrow(lab: Asked, meter: Meter, draw: Draw): void {
  let bytesAFrame = 0;
  growsAtMost(MOST_OF_FRAMES, () => {
    const few = trail(lab, meter, FEW_FRAMES, draw);
    const many = trail(lab, meter, MANY_FRAMES, draw);
    if (few.bytes !== undefined && many.bytes !== undefined) {
      bytesAFrame = (many.bytes - few.bytes) / (MANY_FRAMES - FEW_FRAMES);
    }
    return { little: few.cpuNs, much: many.cpuNs };
  });
  same(bytesAFrame <= MOST_BYTES_A_FRAME, true);
}

const [FEW_STEPS, MANY_STEPS] = [600, 60_000];
/** 100 times the steps. A loop over steps: 97 times; none: 1.3. */
const MOST_OF_STEPS = 11;
const PARTICLES = 5_000;
const TIMESTEP = 0.00001;

function stepsGrow(lab: Asked, meter: Meter, draw: Draw): void {
  const column = (lo: number, hi: number): Float64Array => columnOf(draw, PARTICLES, lo, hi);
  const [xs, ys, speeds] = [column(0.1, 1), column(0.1, 1), column(-1, 1)];
  const race = lab("inside-race");
  const evolve = meter.own("jump", "evolve");
  const take = (steps: number): number => {
    race.prepare(xs, ys, speeds);
    return costOf(meter, () => race.run(evolve, (steps + 0.5) * TIMESTEP));
  };
  take(FEW_STEPS);
  growsAtMost(MOST_OF_STEPS, () => ({ little: take(FEW_STEPS), much: take(MANY_STEPS) }));
  const places = race.collect();
  for (let i = 0; i < 5; i++) {
    const at = draw.integer(0, PARTICLES - 1);
    const [x, y] = stepped(xs[at]!, ys[at]!, TIMESTEP * speeds[at]!);
    near(places.xs[at], x, 1e-9);
    near(places.ys[at], y, 1e-9);
  }
}

function stepped(x0: number, y0: number, way: number): [x: number, y: number] {
  let [x, y] = [x0, y0];
  for (let step = 0; step < MANY_STEPS; step++) {
    const turn = way / Math.sqrt(x * x + y * y);
    [x, y] = [x - turn * y, y + turn * x];
  }
  return [x, y];
}

export function workCases(lab: Asked, meter: Meter): HiddenCase[] {
  return [
    {
      exercise: "P5",
      description: "16 times the terms are about 16 times the work, seen from outside",
      check() {
        termsGrow(lab, meter, "taylorExp");
        termsGrow(lab, meter, "taylorSin");
      },
    },
    {
      exercise: "P5",
      description: "very many terms come to an end",
      check() {
        manyTerms(lab("taylor").taylorExp);
        manyTerms(lab("taylor").taylorSin);
      },
    },
    {
      exercise: "P7",
      description: "20 times the frames are about 20 times the work and memory, seen from outside",
      check: (draw) => framesGrow(lab, meter, draw),
    },
    {
      exercise: "P8",
      description: "100 times the steps are not more work, seen from outside",
      check: (draw) => stepsGrow(lab, meter, draw),
    },
  ];
}
