import { todo } from "@hpts/labkit";

/** n!, as a product of doubles: beyond 170! that is Infinity, in Python as well. */
function factorial(n: number): number {
  return n === 0 ? 1 : n * factorial(n - 1);
}

/** P5. The first n coefficients of exp: 1/0!, 1/1!, 1/2!, ... */
export function taylorExp(n: number): number[] {
  const terms: number[] = [];
  for (let i = 0; i < n; i++) terms.push(1 / factorial(i));
  return terms;
}

/** P5. The first n coefficients of sin: 0, 1/1!, 0, -1/3!, 0, 1/5!, ... */
export function taylorSin(n: number): number[] {
  const terms: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i % 2 === 1) terms.push((-1) ** ((i - 1) / 2) / factorial(i));
    else terms.push(0);
  }
  return terms;
}

/**
 * P5. Your guess, before you count: of the calls of `factorial` in `taylorExp(500)`, how many are
 * needed? Then get along without the others: the same terms, to the last bit.
 */
export function neededCalls(): number {
  todo("P5: guess first: how many of the 125,250 calls of factorial are needed?");
}
