/** How a time grows with n, drawn with characters: both axes logarithmic, so powers are straight. */
import type { ComplexityRecord } from "@hpts/bench";
import type { Look } from "@hpts/labkit/lab";
import { timeText } from "./comparison-text.ts";

const WIDTH = 49;
const HEIGHT = 9;
/** A plot that is flat shows at least this ratio between its top and its bottom. */
const LEAST_RATIO = 4;

/**
 * @returns lines: a dot for each measured size, and the curve of the class that fits best
 * @param points sizes in ascending order, times in ns; all above 0
 */
export function growthPlot(points: ComplexityRecord["points"], look: Look): string[] {
  const [dot, curve, side, corner, floor] =
    look.signs.dots === "..." ? ["o", ".", "|", "+", "-"] : ["●", "·", "│", "└", "─"];
  const times = points.flatMap(({ ns, fitNs }) => [ns, fitNs]).filter((ns) => ns > 0);
  const middle = (Math.log(Math.min(...times)) + Math.log(Math.max(...times))) / 2;
  const half = Math.max(Math.log(Math.max(...times)) - middle, Math.log(LEAST_RATIO) / 2);
  const [left, right] = [Math.log(points[0]!.n), Math.log(points.at(-1)!.n)];
  const column = (n: number): number =>
    Math.round(((Math.log(n) - left) / (right - left)) * (WIDTH - 1));
  const row = (ns: number): number =>
    Math.round(((middle + half - Math.log(ns)) / (2 * half)) * (HEIGHT - 1));
  const cells = Array.from({ length: HEIGHT }, () => new Array<string>(WIDTH).fill(" "));
  for (let x = 0; x < WIDTH; x++) {
    const ns = curveAt(points, left + (x / (WIDTH - 1)) * (right - left));
    if (ns > 0) cells[Math.max(0, Math.min(HEIGHT - 1, row(ns)))]![x] = curve!;
  }
  for (const { n, ns } of points) cells[row(ns)]![column(n)] = dot!;
  const labels = cells.map((_, y) => {
    if (y > 0 && y < HEIGHT - 1) return "";
    const ns = Math.exp(middle + half - (y / (HEIGHT - 1)) * 2 * half);
    return timeText(Number(ns.toPrecision(3)));
  });
  const room = Math.max(...labels.map((label) => label.length));
  const sizes = [`n = ${points[0]!.n}`, `${points.at(-1)!.n}`];
  return [
    ...cells.map((line, y) => `${labels[y]!.padStart(room)} ${side}${line.join("").trimEnd()}`),
    `${" ".repeat(room)} ${corner}${floor!.repeat(WIDTH)}`,
    `${" ".repeat(room + 2)}${sizes[0]!.padEnd(WIDTH - sizes[1]!.length)}${sizes[1]}`,
  ];
}

/** Between two sizes the curve is drawn as a power of n. @param logN natural logarithm of n */
function curveAt(points: ComplexityRecord["points"], logN: number): number {
  const at = Math.max(
    1,
    points.findIndex(({ n }) => Math.log(n) >= logN - 1e-9),
  );
  const [a, b] = [points[at - 1]!, points[at]!];
  const part = (logN - Math.log(a.n)) / (Math.log(b.n) - Math.log(a.n));
  return a.fitNs * (b.fitNs / a.fitNs) ** part;
}
