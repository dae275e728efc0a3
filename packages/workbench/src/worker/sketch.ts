/** The picture: what should be in gray, and over it the student's particles, or their own figure. */
import { type Axes, type Figure, figure, Picture, Points } from "@hpts/viz/page";
import type { Ghosts } from "./ghosts.ts";

const SIDE_PX = 560;
/** More circles are a gray area, and drawing them would take longer than all the rest. */
const MOST_CIRCLES = 10;

export class Sketch {
  readonly picture: Picture;
  readonly #ghosts: Ghosts;
  readonly #exact: Points;
  /** None if the student's own figure has them. */
  readonly #own: Points | undefined;

  /** @param theirs the student's figure; it must have axes */
  constructor(ghosts: Ghosts, theirs: Figure | undefined, hasStudent: boolean) {
    const count = ghosts.places.length / 2;
    const fig = theirs ?? figure({ width: SIDE_PX, height: SIDE_PX });
    const axes =
      theirs === undefined
        ? fig.axes({ aspect: "equal", xlim: [-1, 1], ylim: [-1, 1] })
        : fig.allAxes[0]!;
    this.#ghosts = ghosts;
    this.#exact = new Points([], [], "gray");
    if (theirs === undefined && hasStudent) this.#own = axes.plot([], [], "ro");
    behind(axes, [...(count <= MOST_CIRCLES ? [circlesOf(ghosts)] : []), this.#exact]);
    this.picture = new Picture(fig);
  }

  /** @param places of the student's particles: x, y, x, y, ... */
  draw(places: Float64Array): Uint8Array {
    setPlaces(this.#exact, this.#ghosts.places);
    if (this.#own !== undefined) setPlaces(this.#own, places);
    this.picture.draw();
    return this.picture.canvas.pixels;
  }
}

function circlesOf(ghosts: Ghosts): Points {
  const { xs, ys } = ghosts.circles();
  return new Points(xs, ys, "gray", { marker: false, line: true });
}

/** A figure that is used again has those of the run before. */
const ADDED = new WeakSet<Points>();

function behind(axes: Axes, points: readonly Points[]): void {
  const others = axes.artists.filter((one) => !ADDED.has(one));
  for (const one of points) ADDED.add(one);
  axes.artists.splice(0, axes.artists.length, ...points, ...others);
}

function setPlaces(points: Points, places: Float64Array): void {
  const count = places.length / 2;
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    xs[i] = places[2 * i]!;
    ys[i] = places[2 * i + 1]!;
  }
  points.setData(xs, ys);
}
