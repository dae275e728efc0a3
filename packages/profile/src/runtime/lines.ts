/**
 * What engine `line` calls in the program: hits of lines, and the stack of the lines that are running,
 * which the sampler reads (instrument/dialect.ts).
 */
import { tables } from "./own-thread.ts";
import { DEPTH } from "./shared.ts";
import { coverDelegate, coverForAwait } from "./suspend.ts";

export const s: Int32Array = tables.state;
export const k: Int32Array = tables.stack;
export const l: Float64Array = tables.hits;

// Not exported: V8 knows these better than exported ones.
const { state, hits, stack } = tables;

/**
 * Enters a function.
 * @returns its depth, from 1
 */
export function i(): number {
  const depth = state[DEPTH]! + 1;
  state[DEPTH] = depth;
  return depth;
}

/** Counts a line. */
export function h(line: number, depth: number): void {
  hits[line]!++;
  stack[depth] = line;
}

/** Leaves a function. */
export function x(depth: number): void {
  state[DEPTH] = depth - 1;
}

/** Before a suspension of the function at a depth. */
export function o<T>(value: T, depth: number): T {
  s[DEPTH] = depth - 1;
  return value;
}

/** After it: `_depth` was assigned by `r`. */
export function b<T>(value: T, _depth: number): T {
  return value;
}

/** Goes on in a line. @returns the depth from now on */
export function r(line: number): number {
  const depth = s[DEPTH]! + 1;
  s[DEPTH] = depth;
  k[depth] = line;
  return depth;
}

/** Where a function goes on without `r`. */
export function u(depth: number, line: number): number {
  return s[DEPTH] === depth ? depth : r(line);
}

/** Leaves a function that can be suspended, unless it went on without us. */
export function f(depth: number): void {
  if (s[DEPTH] === depth) s[DEPTH] = depth - 1;
}

export { coverDelegate as ys, coverForAwait as fa };
