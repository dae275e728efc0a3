/** The slides' program for cProfile and KCachegrind, as it is profiled in P1. */

/** n!, as a product of doubles: beyond 170! that is Infinity, in Python as well. */
function factorial(n: number): number {
  return n === 0 ? 1 : n * factorial(n - 1);
}

/** The first n coefficients of exp: 1/0!, 1/1!, 1/2!, ... */
function taylorExp(n: number): number[] {
  const terms: number[] = [];
  for (let i = 0; i < n; i++) terms.push(1 / factorial(i));
  return terms;
}

/** The first n coefficients of sin: 0, 1/1!, 0, -1/3!, 0, 1/5!, ... */
function taylorSin(n: number): number[] {
  const terms: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i % 2 === 1) terms.push((-1) ** ((i - 1) / 2) / factorial(i));
    else terms.push(0);
  }
  return terms;
}

function benchmark(): void {
  taylorExp(500);
  taylorSin(500);
}

benchmark();
