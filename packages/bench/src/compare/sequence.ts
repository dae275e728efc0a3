/**
 * Generation after generation, until there is an answer or a limit is reached.
 *
 * Flat is not final: code may run at a steady speed for a long time, five times as slow as in the
 * end, before the compiler has another look at it (Maglev of Node 24 does that). So each generation
 * warms up longer than the one before, and what turns out to have been slow by that is thrown away:
 * - a generation in which one side got faster from its first to its last rounds;
 * - earlier generations, when a later one has a side that is faster and another ratio.
 *
 * Pure: generations and the clock are passed in.
 */
import type { Generation } from "./generation.ts";
import type { Side } from "./peer.ts";

export interface Limits {
  readonly maxGenerations: number;
  readonly maxSeconds: number;
  /** Of the first generation; the others warm up longer. */
  readonly warmUpMs: number;
}

export interface Sequence {
  readonly kept: readonly Generation[];
  readonly discarded: number;
  readonly seconds: number;
}

/** One side is faster by this, and the ratio is another one by that: it was not warm before. */
const FASTER = 1.2;
const OTHER_RATIO = 1.1;
const WARM_UP_GROWTH = 1.3;
const LONGEST_WARM_UP = 6;
/** After a generation that was not warm. */
const WARM_UP_JUMP = 2.5;

/** @param isDone asked after each generation */
export async function runSequence(
  generationOf: (index: number, warmUpMs: number) => Promise<Generation>,
  isDone: (kept: readonly Generation[]) => boolean,
  limits: Limits,
  nowMs: () => number,
): Promise<Sequence> {
  const start = nowMs();
  const seconds = (): number => (nowMs() - start) / 1000;
  let kept: readonly Generation[] = [];
  let tried = 0;
  let factor = 1;
  while (tried < limits.maxGenerations && seconds() < limits.maxSeconds) {
    const generation = await generationOf(tried++, limits.warmUpMs * factor);
    const isKept = isFlat(generation);
    if (isKept) kept = [...kept.filter((old) => !isOutdated(old, generation)), generation];
    factor = Math.min(LONGEST_WARM_UP, factor * (isKept ? WARM_UP_GROWTH : WARM_UP_JUMP));
    if (isKept && isDone(kept)) break;
  }
  return { kept, discarded: tried - kept.length, seconds: seconds() };
}

function isFlat({ gain }: Generation): boolean {
  const [baseline, candidate] = [gain.baseline, gain.candidate];
  const isFaster = Math.max(baseline, candidate) > FASTER;
  return !(isFaster && isApart(baseline, candidate));
}

/** A slow processor slows down both sides: only where the ratio has changed too was it the code. */
function isOutdated(old: Generation, later: Generation): boolean {
  if (later.warmUpMs <= old.warmUpMs) return false;
  const gain = (side: Side): number => old.callNs[side] / later.callNs[side];
  const [baseline, candidate] = [gain("baseline"), gain("candidate")];
  return Math.max(baseline, candidate) > FASTER && isApart(baseline, candidate);
}

function isApart(a: number, b: number): boolean {
  return Math.max(a, b) / Math.min(a, b) > OTHER_RATIO;
}
