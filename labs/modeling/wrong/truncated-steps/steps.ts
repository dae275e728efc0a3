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
  return Math.trunc(quotient);
}
