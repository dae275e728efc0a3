/** Comparisons that are positive claims: NaN, and whatever is no number, fails them. */
import { AssertionError } from "node:assert";

/** @throws AssertionError unless |actual - expected| <= tolerance */
export function near(actual: unknown, expected: number, tolerance: number): void {
  const isNear = typeof actual === "number" && Math.abs(actual - expected) <= tolerance;
  if (!isNear) throw new AssertionError({ message: "another number is right" });
}

/** The same value, to the last bit. */
export function same(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) throw new AssertionError({ message: "another value is right" });
}

export function throwsRangeError(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (error instanceof RangeError) return;
    throw error;
  }
  throw new AssertionError({ message: "a RangeError was expected" });
}
