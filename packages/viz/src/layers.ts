/**
 * What of a figure is drawn for a frame, and what is kept from the frame before. All renderers draw
 * the same layers, so that what is saved is what is shown.
 *
 * Without blit everything is drawn anew. With blit, what the figure holds after init is the kept
 * background, but for the artists that a frame has ever given back; over it comes what this frame gives
 * back, and nothing else.
 */
import { type Artist, Points, Text } from "./artists.ts";
import type { Axes, Figure } from "./scene.ts";

export interface Layer {
  readonly points: readonly Points[];
  /** Over the points. */
  readonly texts: readonly Text[];
}

export interface Layers {
  /** Lies below; as long as this is the same object, it has not changed. */
  readonly kept: ReadonlyMap<Axes, Layer>;
  /** What is drawn for this frame; an axes that is missing here has nothing. */
  readonly drawn: ReadonlyMap<Axes, Layer>;
}

const NOTHING: ReadonlyMap<Axes, Layer> = new Map();

/** All of it, as it is now and will be: the lists are the axes' own. */
export function wholeFigure(figure: Figure): Layers {
  const all = figure.allAxes.map((axes): [Axes, Layer] => [
    axes,
    { points: axes.artists, texts: axes.texts },
  ]);
  return { kept: NOTHING, drawn: new Map(all) };
}

/** Follows what the frames of an animation give back. */
export class Blit {
  readonly #figure: Figure;
  /** Copies: whoever is not given back is shown as it was, whatever happens to it. */
  readonly #copies = new Map<Artist, Artist>();
  readonly #moving = new Set<Artist>();
  #kept: ReadonlyMap<Axes, Layer> = NOTHING;
  #layers: Layers;

  /**
   * @param figure as it is after init
   * @param changed what init gave back
   */
  constructor(figure: Figure, changed: readonly Artist[]) {
    this.#figure = figure;
    for (const axes of figure.allAxes) {
      for (const points of axes.artists) this.#copies.set(points, copyOfPoints(points));
      for (const text of axes.texts) this.#copies.set(text, copyOfText(text));
    }
    this.#layers = this.frame(changed);
  }

  get layers(): Layers {
    return this.#layers;
  }

  /** @param changed what a frame gave back */
  frame(changed: readonly Artist[]): Layers {
    const given = new Set(changed);
    const isNew = changed.some((artist) => !this.#moving.has(artist));
    for (const artist of changed) this.#moving.add(artist);
    if (isNew || this.#kept === NOTHING) this.#kept = this.#keep();
    const drawn = this.#figure.allAxes.map((axes): [Axes, Layer] => [
      axes,
      {
        points: axes.artists.filter((points) => given.has(points)),
        texts: axes.texts.filter((text) => given.has(text)),
      },
    ]);
    this.#layers = { kept: this.#kept, drawn: new Map(drawn) };
    return this.#layers;
  }

  #keep(): ReadonlyMap<Axes, Layer> {
    const kept = <A extends Artist>(artists: readonly A[]): A[] =>
      artists
        .filter((artist) => this.#copies.has(artist) && !this.#moving.has(artist))
        .map((artist) => this.#copies.get(artist) as A);
    return new Map(
      this.#figure.allAxes.map((axes) => [
        axes,
        { points: kept(axes.artists), texts: kept(axes.texts) },
      ]),
    );
  }
}

function copyOfPoints({ xs, ys, color, marker, line }: Points): Points {
  return new Points(xs, ys, color, { marker, line });
}

function copyOfText({ x, y, text, color }: Text): Text {
  return new Text(x, y, text, color);
}

/** @throws TypeError when something is not an artist, or not given back in an array */
export function checkArtists(what: string, changed: unknown): asserts changed is readonly Artist[] {
  const isRight =
    Array.isArray(changed) &&
    changed.every((one: unknown) => one instanceof Points || one instanceof Text);
  if (isRight) return;
  const got = Array.isArray(changed) ? "an array with something else" : String(changed);
  throw new TypeError(
    `with blit, ${what} must give back the artists it changed, in an array, got ${got}`,
  );
}
