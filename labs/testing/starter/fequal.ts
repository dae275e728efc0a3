import { todo } from "@hpts/labkit";

/**
 * T1. Whether two numbers are equal, give or take `eps`: |a - b| < eps.
 *
 * Results of a computation with decimals are almost never equal to the last digit; every test of
 * this lab compares this way. NaN is equal to nothing, itself included.
 */
export function fequal(a: number, b: number, eps = 1e-5): boolean {
  todo("T1: compare a and b, give or take eps");
}
