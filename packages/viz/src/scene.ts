/**
 * What a picture consists of: a figure with axes, axes with points, lines and texts. Named after
 * matplotlib, where the course's animation comes from.
 *
 * The scene holds numbers and a style, nothing that draws. `braille.ts` turns it into text,
 * `raster/` into pixels, `svg.ts` into SVG. Coordinates are the data's own; the axes' limits say which
 * part of the plane is seen.
 */
import { Points, Text } from "./artists.ts";
import { type Color, type ColorLetter, colorOf, formatOf } from "./colors.ts";
import type { SaveFigureOptions } from "./save.ts";

export type Interval = readonly [low: number, high: number];

export interface FigureOptions {
  /** Pixels. @default 640 */
  readonly width?: number;
  /** Pixels. @default 480 */
  readonly height?: number;
}

export interface AxesOptions {
  /** "equal": a unit has the same length in both directions, so circles are round. @default "auto" */
  readonly aspect?: "equal" | "auto";
  /** @default [-1, 1] */
  readonly xlim?: Interval;
  /** @default [-1, 1] */
  readonly ylim?: Interval;
  /** Above the axes. @default none */
  readonly title?: string;
  /** Below the axes. @default none */
  readonly xlabel?: string;
  /** Beside the axes. @default none */
  readonly ylabel?: string;
}

export class Axes {
  readonly aspect: "equal" | "auto";
  readonly xlim: Interval;
  readonly ylim: Interval;
  readonly title: string;
  readonly xlabel: string;
  readonly ylabel: string;
  /** What `plot` has added, drawn in this order. */
  readonly artists: Points[] = [];
  /** What `text` has added, drawn over the points. */
  readonly texts: Text[] = [];

  constructor({
    aspect = "auto",
    xlim = [-1, 1],
    ylim = [-1, 1],
    title = "",
    xlabel = "",
    ylabel = "",
  }: AxesOptions = {}) {
    checkLimits("xlim", xlim);
    checkLimits("ylim", ylim);
    this.aspect = aspect;
    this.xlim = [xlim[0], xlim[1]];
    this.ylim = [ylim[0], ylim[1]];
    this.title = title;
    this.xlabel = xlabel;
    this.ylabel = ylabel;
  }

  /**
   * Adds points and gives them back, so that an animation can move them with `setData`.
   *
   * @param format a colour (r g b c m y k, or its name: "gray"), then "o" for markers, "-" for a line,
   *   or "o-" for both, as in matplotlib: "ro", "gray-"
   * @throws RangeError for another format
   */
  plot(xs: ArrayLike<number>, ys: ArrayLike<number>, format = "ro"): Points {
    const { color, ...style } = formatOf(format);
    const points = new Points(xs, ys, color, style);
    this.artists.push(points);
    return points;
  }

  /**
   * Adds a text at a point and gives it back, so that an animation can change it with `setText`.
   *
   * @param color a letter or a name as in `plot`
   * @throws RangeError for another colour
   */
  text(x: number, y: number, text: string, color: ColorLetter | Color = "k"): Text {
    const artist = new Text(x, y, text, colorOf(color));
    this.texts.push(artist);
    return artist;
  }
}

function checkLimits(name: string, [low, high]: Interval): void {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new RangeError(
      `${name} must be two finite numbers, the lower first, got ${low}, ${high}`,
    );
  }
}

/** Formats of pictures count sides in 16 bits; nobody looks at anything near that. */
const MOST_PIXELS = 8192;

export class Figure {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly allAxes: Axes[] = [];

  constructor({ width = 640, height = 480 }: FigureOptions = {}) {
    for (const [name, value] of Object.entries({ width, height })) {
      if (!(Number.isInteger(value) && value >= 1 && value <= MOST_PIXELS)) {
        throw new RangeError(`${name} must be 1 to ${MOST_PIXELS} whole pixels, got ${value}`);
      }
    }
    this.width = width;
    this.height = height;
  }

  /** Adds axes to the figure; several stand side by side. */
  axes(options: AxesOptions = {}): Axes {
    const axes = new Axes(options);
    this.allAxes.push(axes);
    return axes;
  }

  /**
   * Writes the figure as it is now into a file: PNG or SVG, by the file's suffix. In Node only.
   *
   * @throws VizError for another suffix; the file system's errors
   */
  async save(file: string, options: SaveFigureOptions = {}): Promise<void> {
    const { saveFigure } = await import("#save");
    await saveFigure(this, file, options);
  }
}

/** A new, empty figure: matplotlib's `plt.figure()`. */
export function figure(options: FigureOptions = {}): Figure {
  return new Figure(options);
}
