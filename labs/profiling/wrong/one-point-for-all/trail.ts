export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A particle's way through the frames of an animation. */
export interface Trail {
  /** An object of its own for each frame. */
  readonly points: readonly Point[];
  readonly labels: readonly string[];
}

const point = { x: 0, y: 0 };

/** Always the same object: nothing to allocate. */
function pointOf(x: number, y: number): Point {
  point.x = x;
  point.y = y;
  return point;
}

function labelOf(frame: number, { x, y }: Point): string {
  return `frame ${frame}: ${x.toFixed(3)}, ${y.toFixed(3)}`;
}

/** P7. Allocates some 40 MB for 2000 frames. Which of the three functions does? Change only that. */
export function trailOf(xs: Float64Array, ys: Float64Array): Trail {
  const points: Point[] = [];
  const labels: string[] = [];
  for (const [frame, x] of xs.entries()) {
    const point = pointOf(x, ys[frame]!);
    // A new array with a copy of all points, for each frame: nearly all of it.
    points.push(point);
    labels.push(labelOf(frame, point));
  }
  return { points, labels };
}

/** P7. Your guess, before you measure: which function allocates most, in 2000 frames together? */
export function prediction(): "pointOf" | "labelOf" | "withPoint" {
  return "labelOf"; // strings look costly; the copies do not look like anything
}
