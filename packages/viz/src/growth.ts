/**
 * Notices an animation that adds artists with every frame: each frame then takes longer than the one
 * before.
 */
import type { Figure } from "./scene.ts";

/** One that adds a few at the beginning is all right. */
const FRAMES_IN_A_ROW = 5;

export class Growth {
  readonly #figure: Figure;
  readonly #warn: (message: string) => void;
  #artists: number;
  #inARow = 0;

  constructor(figure: Figure, warn: (message: string) => void) {
    this.#figure = figure;
    this.#warn = warn;
    this.#artists = countOf(figure);
  }

  /** To be called after each frame. @returns whether it has just warned */
  look(): boolean {
    const artists = countOf(this.#figure);
    this.#inARow = artists > this.#artists ? this.#inARow + 1 : 0;
    this.#artists = artists;
    if (this.#inARow !== FRAMES_IN_A_ROW) return false;
    this.#warn(
      `each frame adds artists, there are ${artists} by now: ` +
        "call plot() once, before the animation, and setData() in each frame",
    );
    return true;
  }
}

function countOf({ allAxes }: Figure): number {
  return allAxes.reduce((sum, { artists, texts }) => sum + artists.length + texts.length, 0);
}
