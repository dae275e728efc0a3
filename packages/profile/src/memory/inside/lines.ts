/**
 * What memory per line calls in the program (instrument/dialect.ts, engine `memory`).
 *
 * `taken` of the meter only grows: what a line took is how much it grew until the next line of the
 * same function, with all that was called in between. Each function that runs has a place on a stack:
 * its current line, and the meter's figure when that began.
 */
import { coverDelegate, coverForAwait } from "../../runtime/suspend.ts";
import { close, collectionCount, open, taken, used } from "./meter.ts";

const MOST_LINES = 262_144;
const MOST_FUNCTIONS = 65_536;
const MOST_FRAMES = 65_536;

/** By line id. */
export const increments: Float64Array = new Float64Array(MOST_LINES);
/** Most that was in use after the line. */
export const usedAfter: Float64Array = new Float64Array(MOST_LINES);
export const occurrences: Float64Array = new Float64Array(MOST_LINES);
/** Collections that fell into the line. */
export const collected: Float64Array = new Float64Array(MOST_LINES);
/** By function id. */
export const calls: Float64Array = new Float64Array(MOST_FUNCTIONS);
export const usedBefore: Float64Array = new Float64Array(MOST_FUNCTIONS);

/** s[1] is the depth of the stack. */
export const s: Int32Array = new Int32Array(2);
const DEPTH = 1;
const line = new Int32Array(MOST_FRAMES);
const takenBefore = new Float64Array(MOST_FRAMES);
const collectedBefore = new Float64Array(MOST_FRAMES);

/** A function begins. @returns its depth */
export function i(fn: number): number {
  open();
  const depth = Math.min(s[DEPTH]! + 1, MOST_FRAMES - 1);
  s[DEPTH] = depth;
  calls[fn]!++;
  usedBefore[fn] = Math.max(usedBefore[fn]!, used());
  begin(depth, 0);
  close();
  return depth;
}

/** A line begins. */
export function m(depth: number, id: number): void {
  open();
  end(depth);
  s[DEPTH] = depth;
  occurrences[id]!++;
  begin(depth, id);
  close();
}

/** A line goes on. */
export function t(depth: number, id: number): void {
  open();
  end(depth);
  s[DEPTH] = depth;
  begin(depth, id);
  close();
}

/** A function ends, or is suspended. */
export function x(depth: number): void {
  open();
  end(depth);
  line[depth] = 0;
  s[DEPTH] = depth - 1;
  close();
}

/** Before a suspension. */
export function o<T>(value: T, depth: number): T {
  x(depth);
  return value;
}

/** After it: `_depth` was assigned by `r`. */
export function b<T>(value: T, _depth: number): T {
  return value;
}

/** Goes on in a line. @returns the depth from now on */
export function r(id: number): number {
  open();
  const depth = Math.min(s[DEPTH]! + 1, MOST_FRAMES - 1);
  s[DEPTH] = depth;
  begin(depth, id);
  close();
  return depth;
}

/** Where a function goes on without `r`. */
export function u(depth: number, id: number): number {
  return s[DEPTH] === depth ? depth : r(id);
}

/** Leaves a function that can be suspended, unless it went on without us. */
export function f(depth: number): void {
  if (s[DEPTH] === depth) x(depth);
}

/** The program ends in the middle of lines: stops counting, for good. */
export function endAll(): void {
  open();
  for (let depth = s[DEPTH]!; depth > 0; depth--) end(depth);
  s[DEPTH] = 0;
}

export { coverDelegate as ys, coverForAwait as fa };

function begin(depth: number, id: number): void {
  line[depth] = id;
  takenBefore[depth] = taken();
  collectedBefore[depth] = collectionCount();
}

function end(depth: number): void {
  const id = line[depth]!;
  if (id === 0) return;
  increments[id]! += taken() - takenBefore[depth]!;
  collected[id]! += collectionCount() - collectedBefore[depth]!;
  usedAfter[id] = Math.max(usedAfter[id]!, used());
}
