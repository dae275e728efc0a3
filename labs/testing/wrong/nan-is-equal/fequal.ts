/**
 * T1. Whether two numbers are equal, give or take `eps`: |a - b| < eps.
 *
 * Results of a computation with decimals are almost never equal to the last digit; every test of
 * this lab compares this way. NaN is equal to nothing, itself included.
 */
export function fequal(a: number, b: number, eps = 1e-5): boolean {
  return !(Math.abs(a - b) >= eps);
}
