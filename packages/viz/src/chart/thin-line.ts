/**
 * A line of many points with the same picture: of all points in one column of pixels the first, the
 * lowest, the highest and the last are kept (M4: Jugel and others, PVLDB 7, 2014).
 */

const FEW = 2000;

/** @param points x, y, x, y, ... with x ascending */
export function thinLine(points: readonly number[]): readonly number[] {
  if (points.length <= 2 * FEW) return points;
  const kept: number[] = [];
  const keep = (i: number): void => {
    kept.push(points[i]!, points[i + 1]!);
  };
  let at = 0;
  while (at < points.length) {
    const column = Math.floor(points[at]!);
    let [low, high, last] = [at, at, at];
    for (let i = at; i < points.length && Math.floor(points[i]!) === column; i += 2) {
      if (points[i + 1]! < points[low + 1]!) low = i;
      if (points[i + 1]! > points[high + 1]!) high = i;
      last = i;
    }
    for (const i of [...new Set([at, low, high, last])].sort((a, b) => a - b)) keep(i);
    at = last + 2;
  }
  return kept;
}
