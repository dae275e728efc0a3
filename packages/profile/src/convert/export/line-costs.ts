/** Self cost of each function, by line. */
import type { Lines } from "../../model/profile.ts";

export interface LineCost {
  readonly line: number;
  readonly cost: number;
}

/**
 * @param selfOf whole self cost by frame
 * @param firstLine by frame; gets what no line is known for
 * @returns by frame; the costs of each sum to its self cost exactly, lines ascending, no zeros
 */
export function lineCosts(
  selfOf: Float64Array,
  firstLine: Int32Array,
  lines: Lines | undefined,
  perCost: number,
): LineCost[][] {
  const rows = Array.from(selfOf, (): [number, number][] => []);
  for (let row = 0; row < (lines?.line.length ?? 0); row++) {
    const { frame, line, selfUs } = lines as Lines;
    rows[frame[row] as number]?.push([line[row] as number, (selfUs[row] as number) * perCost]);
  }
  return rows.map((own, frame) =>
    shareOut(selfOf[frame] as number, firstLine[frame] as number, own),
  );
}

function shareOut(self: number, firstLine: number, rows: [number, number][]): LineCost[] {
  const known = rows.reduce((sum, [, cost]) => sum + cost, 0);
  // Lines can have been measured in another way than functions: the function's figure holds.
  const scale = known > self && known > 0 ? self / known : 1;
  const byLine = new Map<number, number>();
  let exact = 0;
  let given = 0;
  for (const [line, cost] of rows) {
    exact += cost * scale;
    const upTo = Math.min(self, Math.round(exact));
    byLine.set(line, (byLine.get(line) ?? 0) + upTo - given);
    given = upTo;
  }
  byLine.set(firstLine, (byLine.get(firstLine) ?? 0) + self - given);
  return [...byLine]
    .filter(([, cost]) => cost !== 0)
    .sort(([a], [b]) => a - b)
    .map(([line, cost]) => ({ line, cost }));
}
