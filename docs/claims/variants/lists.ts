/** Numbers to measure with; the same in each process. */

/** 0.5, 1.5 ...: none of them a small integer. */
export function doubles(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 0.5);
}

/** 0 ... n - 1 in an order that looks random. */
export function shuffled(n: number): number[] {
  const list = Array.from({ length: n }, (_, i) => i);
  let state = 1;
  for (let i = n - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
