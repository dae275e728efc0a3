/**
 * What a picture consists of: a figure with axes, axes with points, lines and texts. Named after
 * matplotlib, where the course's animation comes from.
 *
 * The scene holds numbers and a style, nothing that draws. `braille.ts` turns it into text,
 * `raster/` into pixels, `svg.ts` into SVG. Coordinates are the data's own; the axes' limits say which
 * part of the plane is seen.
 */
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

const COLORS = {
  r: "red",
  g: "green",
  b: "blue",
  c: "cyan",
  m: "magenta",
  y: "yellow",
  k: "black",
} as const;

/** The letters' colours, and one for what stands behind: a circle to be compared with. */
export type Color = (typeof COLORS)[keyof typeof COLORS] | "gray";
export type ColorLetter = keyof typeof COLORS;

const LETTERS = Object.keys(COLORS).join(" ");
const NAMES: readonly Color[] = [...Object.values(COLORS), "gray"];
const KNOWN = `${LETTERS}, or in full ${NAMES.join(" ")}`;
const FORMAT = new RegExp(`^(${[...NAMES, ...Object.keys(COLORS)].join("|")})(o|-|o-|-o)$`);

/** How points are shown: each with a marker, joined by a line, or both. */
export interface PointStyle {
  /** @default true */
  readonly marker?: boolean;
  /** @default false */
  readonly line?: boolean;
}

/** Points of one colour, the slides' `line, = ax.plot(X, Y, 'ro')`. */
export class Points {
  readonly color: Color;
  readonly marker: boolean;
  readonly line: boolean;
  #xs: Float64Array<ArrayBuffer> = new Float64Array();
  #ys: Float64Array<ArrayBuffer> = new Float64Array();
  /** Memory for as many points as there ever were. */
  #room: { readonly xs: ArrayBuffer; readonly ys: ArrayBuffer };

  constructor(
    xs: ArrayLike<number>,
    ys: ArrayLike<number>,
    color: Color,
    { marker = true, line = false }: PointStyle = {},
  ) {
    this.color = color;
    this.marker = marker;
    this.line = line;
    this.#room = { xs: this.#xs.buffer, ys: this.#ys.buffer };
    this.setData(xs, ys);
  }

  /** The next `setData` writes into the same memory: copy it to keep it. */
  get xs(): Float64Array {
    return this.#xs;
  }

  /** As xs. */
  get ys(): Float64Array {
    return this.#ys;
  }

  /** Copies the coordinates. @throws RangeError when there are not as many ys as xs */
  setData(xs: ArrayLike<number>, ys: ArrayLike<number>): void {
    if (xs.length !== ys.length) {
      throw new RangeError(`points need as many ys as xs, got ${xs.length} xs and ${ys.length} ys`);
    }
    // Our own xs, handed back as ys, are not to be overwritten before they are read.
    const isOwn = ArrayBuffer.isView(ys) && ys.buffer === this.#room.xs;
    const unharmed = isOwn ? Array.from(ys) : ys;
    this.#resize(xs.length);
    this.#xs.set(xs);
    this.#ys.set(unharmed);
  }

  #resize(n: number): void {
    if (n === this.#xs.length) return;
    const bytes = n * Float64Array.BYTES_PER_ELEMENT;
    if (bytes > this.#room.xs.byteLength) {
      this.#room = { xs: new ArrayBuffer(bytes), ys: new ArrayBuffer(bytes) };
    }
    this.#xs = new Float64Array(this.#room.xs, 0, n);
    this.#ys = new Float64Array(this.#room.ys, 0, n);
  }
}

/** A line of text in the axes; its left end stands on the point (x, y). */
export class Text {
  readonly color: Color;
  x: number;
  y: number;
  text: string;

  constructor(x: number, y: number, text: string, color: Color) {
    this.x = x;
    this.y = y;
    this.text = text;
    this.color = color;
  }

  setText(text: string): void {
    this.text = text;
  }

  setPosition(x: number, y: number): void {
    this.x = x;
    this.y = y;
  }
}

/** What an animation can change, and gives back when it did. */
export type Artist = Points | Text;

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
    const [, name, style] = FORMAT.exec(format) ?? [];
    if (name === undefined || style === undefined) {
      throw new RangeError(
        `format must be a colour (${KNOWN}) and "o", "-" or "o-", such as "ro", got "${format}"`,
      );
    }
    const points = new Points(xs, ys, colorOf(name), {
      marker: style.includes("o"),
      line: style.includes("-"),
    });
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

function colorOf(name: string): Color {
  if (Object.hasOwn(COLORS, name)) return COLORS[name as ColorLetter];
  if (NAMES.includes(name as Color)) return name as Color;
  throw new RangeError(`color must be one of ${KNOWN}, got "${name}"`);
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
    const { saveFigure } = await import("./save.ts");
    await saveFigure(this, file, options);
  }
}

/** A new, empty figure: matplotlib's `plt.figure()`. */
export function figure(options: FigureOptions = {}): Figure {
  return new Figure(options);
}
