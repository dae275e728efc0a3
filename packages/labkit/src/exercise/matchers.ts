/**
 * The matcher of the testing lab: `expect(p.x).toBeWithin(1e-5, 0.210269)`.
 *
 * It exists because vitest's `toBeCloseTo(value, digits)` counts decimal digits and compares with
 * half a unit of the last one: `toBeCloseTo(0.210269, 6)` fails on the right answer, whose printed
 * reference was cut off after six digits.
 *
 * Pure: `setup.ts` gives it to vitest, `arena/` to its own runner, so a student needs no import.
 */
declare module "vitest" {
  interface Matchers<T> {
    /** Passes when |actual - expected| < eps, as the slides' `fequal`. NaN is within nothing. */
    toBeWithin(eps: number, expected: number): T;
  }
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual: unknown;
  readonly expected: unknown;
}

/** For `expect.extend`, of vitest or of the arena. */
export function toBeWithin(actual: unknown, eps: unknown, expected: unknown): MatcherResult {
  for (const [name, value] of Object.entries({ actual, eps, expected })) {
    if (typeof value !== "number") {
      throw new TypeError(
        `expect(actual).toBeWithin(eps, expected) compares numbers; ${name} is ${String(value)}`,
      );
    }
  }
  const difference = Math.abs((actual as number) - (expected as number));
  // Not `!(difference >= eps)`: NaN compares false with everything and must fail.
  const pass = difference < (eps as number);
  return {
    pass,
    message: () => {
      const [got, wanted] = [actual, expected].map((value) => shown(value as number, difference));
      const so = `expected ${got} ${pass ? "not " : ""}to be within ${eps} of ${wanted}`;
      return `${so}; the difference is ${Number(difference.toPrecision(2))}`;
    },
    actual,
    expected,
  };
}

/** With as many decimals as it takes to see the difference, and two more. */
function shown(value: number, difference: number): number {
  if (!(difference > 0 && difference < 1)) return value;
  return Number(value.toFixed(Math.min(17, Math.ceil(-Math.log10(difference)) + 2)));
}
