/**
 * When a function has warmed up, and when that was believed too soon.
 *
 * Steady: five batches in a row within 5 % of their median. Flat is not final: V8 may stay on a
 * plateau of its middle compiler for many batches, about five times above the final level. What is
 * measured later and is more than 20 % faster than the accepted level shows that; the batches so far
 * are then thrown away and the warm-up goes on.
 */
import { median } from "../stats/order.ts";

export const STEADY_BATCHES = 5;
const STEADY_SHARE = 0.05;
const FASTER_SHARE = 0.2;

/** @param callNs time of a call in each batch so far, oldest first */
export function isSteady(callNs: readonly number[]): boolean {
  if (callNs.length < STEADY_BATCHES) return false;
  const last = callNs.slice(-STEADY_BATCHES);
  const middle = median(last);
  return last.every((ns) => Math.abs(ns - middle) <= STEADY_SHARE * middle);
}

/**
 * Whether the last third of the samples is so much faster than the first that the function was still
 * warming up. A machine that gets faster by so much gives the same picture; then measuring again is
 * right, too.
 */
export function wasPlateau(callNs: readonly number[]): boolean {
  const third = Math.floor(callNs.length / 3);
  if (third < STEADY_BATCHES) return false;
  return median(callNs.slice(-third)) < (1 - FASTER_SHARE) * median(callNs.slice(0, third));
}
