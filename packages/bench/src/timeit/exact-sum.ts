/**
 * `math.fsum`: the sum of doubles, rounded once. Source: Shewchuk, Discrete & Computational Geometry
 * 18, 1997, grow-expansion, as in CPython's mathmodule.c. Cost: O(values * partials).
 */

/** @param values finite */
export function exactSum(values: Iterable<number>): number {
  const partials: number[] = [];
  for (const value of values) {
    let x = value;
    let kept = 0;
    for (const partial of partials) {
      const [large, small] = Math.abs(x) < Math.abs(partial) ? [partial, x] : [x, partial];
      const high = large + small;
      const low = small - (high - large);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return rounded(partials);
}

/** Partials do not overlap and ascend; half an ulp at the end is rounded to even by the next one. */
function rounded(partials: readonly number[]): number {
  let at = partials.length - 1;
  let high = partials[at] ?? 0;
  let low = 0;
  while (at > 0 && low === 0) {
    const before = high;
    const next = partials[--at]!;
    high = before + next;
    low = next - (high - before);
  }
  const rest = partials[at - 1] ?? 0;
  if (at > 0 && low !== 0 && Math.sign(low) === Math.sign(rest)) {
    const doubled = low * 2;
    const moved = high + doubled;
    if (doubled === moved - high) return moved;
  }
  return high;
}
