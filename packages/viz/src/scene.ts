/**
 * What a picture consists of: a figure with axes, axes with points. Named after matplotlib, where
 * the course's animation comes from.
 *
 * The scene holds numbers and a style, nothing that draws. `braille.ts` turns it into text.
 * Coordinates are the data's own; the axes' limits say which part of the plane is seen.
 */

export type Interval = readonly [low: number, high: number];

export interface AxesOptions {
  /** "equal": a unit has the same length in both directions, so circles are round. @default "auto" */
  readonly aspect?: "equal" | "auto";
  /** @default [-1, 1] */
  readonly xlim?: Interval;
  /** @default [-1, 1] */
  readonly ylim?: Interval;
}

const COLORS = {
  r: "red",
  g: "green",
  b: "blue",
  c: "cyan",
  m: "magenta",
  y: "yellow",
  k: "black",
};

export type Color = (typeof COLORS)[keyof typeof COLORS];

/** Points of one colour, the slides' `line, = ax.plot(X, Y, 'ro')`. */
export class Points {
  readonly color: Color;
  xs: Float64Array;
  ys: Float64Array;

  constructor(xs: ArrayLike<number>, ys: ArrayLike<number>, color: Color) {
    this.color = color;
    this.xs = new Float64Array();
    this.ys = new Float64Array();
    this.setData(xs, ys);
  }

  /** Copies the coordinates. @throws RangeError when there are not as many ys as xs */
  setData(xs: ArrayLike<number>, ys: ArrayLike<number>): void {
    if (xs.length !== ys.length) {
      throw new RangeError(`points need as many ys as xs, got ${xs.length} xs and ${ys.length} ys`);
    }
    this.xs = Float64Array.from(xs);
    this.ys = Float64Array.from(ys);
  }
}

export class Axes {
  readonly aspect: "equal" | "auto";
  readonly xlim: Interval;
  readonly ylim: Interval;
  readonly artists: Points[] = [];

  constructor({ aspect = "auto", xlim = [-1, 1], ylim = [-1, 1] }: AxesOptions = {}) {
    checkLimits("xlim", xlim);
    checkLimits("ylim", ylim);
    this.aspect = aspect;
    this.xlim = [xlim[0], xlim[1]];
    this.ylim = [ylim[0], ylim[1]];
  }

  /**
   * Adds points and gives them back, so that an animation can move them with `setData`.
   *
   * @param format a colour (r g b c m y k) and the marker "o", as in matplotlib: "ro"
   * @throws RangeError for another format
   */
  plot(xs: ArrayLike<number>, ys: ArrayLike<number>, format = "ro"): Points {
    const color = COLORS[format[0] as keyof typeof COLORS];
    if (color === undefined || format.slice(1) !== "o") {
      const known = Object.keys(COLORS).join(" ");
      throw new RangeError(
        `format must be a colour (${known}) and "o", such as "ro", got "${format}"`,
      );
    }
    const points = new Points(xs, ys, color);
    this.artists.push(points);
    return points;
  }
}

function checkLimits(name: string, [low, high]: Interval): void {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new RangeError(
      `${name} must be two finite numbers, the lower first, got ${low}, ${high}`,
    );
  }
}

export class Figure {
  readonly allAxes: Axes[] = [];

  /** Adds axes to the figure. */
  axes(options: AxesOptions = {}): Axes {
    const axes = new Axes(options);
    this.allAxes.push(axes);
    return axes;
  }
}

/** A new, empty figure: matplotlib's `plt.figure()`. */
export function figure(): Figure {
  return new Figure();
}
