/** A line with a width, as polygons that all turn the same way: a rectangle a part, and round joints. */
import type { Coverage } from "./coverage.ts";

const CORNERS = 12;
const ROUND = Array.from({ length: CORNERS }, (_, i) => {
  const angle = (i * 2 * Math.PI) / CORNERS;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/** @param points x, y, x, y, ... @param width in pixels */
export function strokeLine(coverage: Coverage, points: readonly number[], width: number): void {
  const half = width / 2;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x0, y0, x1, y1] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!];
    const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2);
    if (length === 0) continue;
    const [nx, ny] = [(-(y1 - y0) / length) * half, ((x1 - x0) / length) * half];
    coverage.polygon([x0 - nx, y0 - ny, x1 - nx, y1 - ny, x1 + nx, y1 + ny, x0 + nx, y0 + ny]);
  }
}

/** Round ends and joints: one at each point. */
export function roundPoints(coverage: Coverage, points: readonly number[], width: number): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    coverage.polygon(ROUND.flatMap(([dx, dy]) => [x + (dx * width) / 2, y + (dy * width) / 2]));
  }
}

/** A line cut into dashes. @param pattern lengths of dashes and gaps in turn, above 0 */
export function dashes(points: readonly number[], pattern: readonly number[]): number[][] {
  const parts: number[][] = [];
  let index = 0;
  let left = pattern[0]!;
  let part: number[] = [points[0]!, points[1]!];
  for (let i = 0; i + 3 < points.length; i += 2) {
    let [x, y] = [points[i]!, points[i + 1]!];
    const [toX, toY] = [points[i + 2]!, points[i + 3]!];
    let length = Math.sqrt((toX - x) ** 2 + (toY - y) ** 2);
    while (length > left) {
      x += ((toX - x) * left) / length;
      y += ((toY - y) * left) / length;
      length -= left;
      if (index % 2 === 0) parts.push([...part, x, y]);
      index++;
      part = [x, y];
      left = pattern[index % pattern.length]!;
    }
    left -= length;
    part.push(toX, toY);
  }
  if (index % 2 === 0) parts.push(part);
  return parts;
}
