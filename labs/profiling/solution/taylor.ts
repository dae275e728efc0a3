/** P5. The first n coefficients of exp: 1/0!, 1/1!, 1/2!, ... */
export function taylorExp(n: number): number[] {
  const terms: number[] = [];
  let factorial = 1;
  for (let i = 0; i < n; i++) {
    // i! is i times the factorial that we had a moment ago: 499 products instead of 124,750, and
    // the same ones in the same order, so every bit is the same. Dividing the term by i is not.
    if (i > 0) factorial *= i;
    terms.push(1 / factorial);
  }
  return terms;
}

/** P5. The first n coefficients of sin: 0, 1/1!, 0, -1/3!, 0, 1/5!, ... */
export function taylorSin(n: number): number[] {
  const terms: number[] = [];
  let factorial = 1;
  for (let i = 0; i < n; i++) {
    if (i > 0) factorial *= i;
    // -1 / Infinity is -0, as with the recursion: another way to choose the sign could give 0.
    if (i % 2 === 1) terms.push((i % 4 === 1 ? 1 : -1) / factorial);
    else terms.push(0);
  }
  return terms;
}

/**
 * P5. Your guess, before you count: of the calls of `factorial` in `taylorExp(500)`, how many are
 * needed? Then get along without the others: the same terms, to the last bit.
 */
export function neededCalls(): number {
  return 0; // one product a term is needed, and no call
}
