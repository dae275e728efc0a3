/**
 * How many steps of length `timestep` fill a duration `dt`.
 *
 * The slides write `nsteps = int(dt / timestep)`, and that loses a step whenever the quotient of
 * two decimal numbers falls just short of the whole number that was meant:
 *
 *     0.01 / 0.00001 = 999.9999999999999   ->  999 steps instead of 1000
 *
 * 0.01 is the animation's own frame, so ten frames run 9,990 steps where one `evolve(0.1)` runs
 * 10,000. Plain rounding repairs that but turns 8e-6, less than one step, into a whole step.
 * `stepsFor` takes the nearest whole number if the quotient is within 1e-9 (relative) of it, and
 * otherwise rounds down: a duration below one timestep does nothing.
 */

/** The slides' step length, in time units. */
export const DEFAULT_TIMESTEP = 1e-5;

/** A quotient this close to a whole number was meant to be that number. */
const WHOLE_STEP_TOLERANCE = 1e-9;

/**
 * `robust` is the rule above. `truncate` is the slides' rule, kept to reproduce and to teach what
 * it loses.
 */
export type StepCounting = "robust" | "truncate";

/**
 * Number of whole steps in `dt`, both in time units.
 *
 * @throws RangeError when `dt` is negative, NaN or infinite, when `timestep` is not a positive
 * number, or when the count passes 2^53 - 1, the largest whole number a double counts exactly
 */
export function stepsFor(
  dt: number,
  timestep: number = DEFAULT_TIMESTEP,
  counting: StepCounting = "robust",
): number {
  if (!(dt >= 0 && dt < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`dt must be a finite number of time units, 0 or more, got ${dt}`);
  }
  checkTimestep(timestep);
  const quotient = dt / timestep;
  if (quotient > Number.MAX_SAFE_INTEGER) {
    throw new RangeError(
      `dt / timestep must be at most 2^53 - 1 steps, got ${dt} / ${timestep} = ${quotient}`,
    );
  }
  if (counting === "truncate") return Math.trunc(quotient);
  const nearest = Math.round(quotient);
  const isWhole = Math.abs(quotient - nearest) < WHOLE_STEP_TOLERANCE * Math.max(1, nearest);
  return isWhole ? nearest : Math.floor(quotient);
}

/** @throws RangeError unless `timestep` is a positive, finite number */
export function checkTimestep(timestep: number): void {
  if (!(timestep > 0 && timestep < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`timestep must be a positive number of time units, got ${timestep}`);
  }
}
