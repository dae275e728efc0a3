/** The particles as they should move: computed exactly, for as many steps as the student's code took. */
import { exactPlace } from "@hpts/core";
import type { LiveParticle } from "@hpts/labkit/live";

/** The slides' step, in time units. */
const TIMESTEP = 1e-5;

export class Ghosts {
  #origins: readonly LiveParticle[];
  #steps = 0;
  /** x, y, x, y, ... after all steps so far. */
  places: Float64Array;

  constructor(origins: readonly LiveParticle[]) {
    this.#origins = origins;
    this.places = Float64Array.from(origins.flatMap(({ x, y }) => [x, y]));
  }

  get steps(): number {
    return this.#steps;
  }

  get timeUnits(): number {
    return this.#steps * TIMESTEP;
  }

  advance(steps: number): void {
    this.#steps += steps;
    const places = new Float64Array(this.places.length);
    for (const [i, origin] of this.#origins.entries()) {
      const { x, y } = exactPlace(origin, TIMESTEP * origin.angVel, this.#steps);
      places[2 * i] = x;
      places[2 * i + 1] = y;
    }
    this.places = places;
  }

  /** Circles around the origin through every particle's start: points of one line, with gaps. */
  circles(corners = 180): { xs: number[]; ys: number[] } {
    const [xs, ys]: [number[], number[]] = [[], []];
    for (const { x, y } of this.#origins) {
      const radius = Math.hypot(x, y);
      for (let i = 0; i <= corners; i++) {
        xs.push(radius * Math.cos((2 * Math.PI * i) / corners));
        ys.push(radius * Math.sin((2 * Math.PI * i) / corners));
      }
      xs.push(Number.NaN);
      ys.push(Number.NaN);
    }
    return { xs, ys };
  }

  /** Largest distance of a place from where it should be, in lengths; NaN if one is no number. */
  largestError(places: Float64Array): number {
    let largest = 0;
    for (let i = 0; i < places.length; i += 2) {
      const away = Math.hypot(places[i]! - this.places[i]!, places[i + 1]! - this.places[i + 1]!);
      if (!(away <= largest)) largest = away;
      if (Number.isNaN(largest)) return largest;
    }
    return largest;
  }
}
