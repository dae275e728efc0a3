/** A quotient this close to a whole number was meant to be that number. */
const TOLERANCE = 1e-9;

/**
 * M5. How many whole steps of `timestep` there are in `dt`.
 *
 * Look first: print 0.01 / 0.00001. The slides' int(dt / timestep) makes 999 of it, so ten frames
 * of 0.01 fall short of one run of 0.1. Rounding to the nearest number repairs that and breaks
 * something else: 0.000008 is less than a step, and must be none.
 *
 * dt must be a finite number, 0 or more: throw a RangeError otherwise.
 * When this works, use it in simulator.ts.
 */
export function stepsFor(dt: number, timestep: number): number {
  // Written so that NaN, for which every comparison is false, is refused too. An infinite dt would
  // otherwise be a loop that never ends.
  if (!(dt >= 0 && dt < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`dt must be a finite number, 0 or more, got ${dt}`);
  }
  const quotient = dt / timestep;
  const nearest = Math.round(quotient);
  const isWhole = Math.abs(quotient - nearest) < TOLERANCE * Math.max(1, nearest);
  // Only what is a whole number but for rounding is rounded; the rest is cut off.
  return isWhole ? nearest : Math.floor(quotient);
}
