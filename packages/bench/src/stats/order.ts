/**
 * Order statistics: the middle of samples, and how far they lie from it.
 *
 * Timing noise is one-sided, since the machine can only make us slower. A few slow samples move a mean
 * and a standard deviation; they move the median and the median absolute deviation hardly at all
 * (Rousseeuw and Croux, Journal of the American Statistical Association 88, 1993).
 */

/** Makes the median absolute deviation of normal data their standard deviation. */
export const MAD_TO_SIGMA = 1.4826;

/** A sorted copy. @throws RangeError for no values, or one that is NaN */
export function sorted(values: Iterable<number>): Float64Array {
  const copy = Float64Array.from(values).sort();
  if (copy.length === 0) throw new RangeError("at least one value is needed, got none");
  if (Number.isNaN(copy.at(-1))) throw new RangeError("every value must be a number, got NaN");
  return copy;
}

/**
 * The value below which a share of the values lies, between two of them by their distance (method
 * 7 of Hyndman and Fan, The American Statistician 50, 1996: NumPy's default).
 *
 * @param ascending sorted values, at least one
 * @param share 0 to 1
 */
export function quantileOfSorted(ascending: ArrayLike<number>, share: number): number {
  const at = share * (ascending.length - 1);
  const below = Math.floor(at);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return low + (at - below) * (high - low);
}

/** @throws RangeError for no values, or one that is NaN */
export function median(values: Iterable<number>): number {
  return quantileOfSorted(sorted(values), 0.5);
}

/** Median absolute deviation from the median, not scaled. @throws RangeError as `median` */
export function mad(values: Iterable<number>): number {
  const all = sorted(values);
  const middle = quantileOfSorted(all, 0.5);
  return median(all.map((value) => Math.abs(value - middle)));
}
