/** What a chart looks like, as a list of shapes in pixels: written as SVG, or drawn into a PNG. */

/** A colour by its role; what it is depends on the theme. */
export type Ink =
  | "ground"
  | "text"
  | "quiet"
  | "axis"
  | "grid"
  | "band"
  | "mark"
  | `series${number}`;

export type Shape = PathShape | TextShape | GroupShape;

export interface PathShape {
  readonly type: "path";
  /** Each x, y, x, y, ... */
  readonly lines: readonly (readonly number[])[];
  readonly stroke?: Ink;
  /** Closes the lines. */
  readonly fill?: Ink;
  /** Of the stroke. */
  readonly widthPx?: number;
  readonly dash?: readonly number[];
  /** Of fill and stroke. @default 1 */
  readonly opacity?: number;
}

export interface TextShape {
  readonly type: "text";
  readonly text: string;
  readonly x: number;
  /** The line on which the letters stand. */
  readonly y: number;
  readonly align: "start" | "middle" | "end";
  readonly fontPx: number;
  readonly ink: Ink;
  readonly isBold?: boolean;
}

/** All shapes of a series, so that a page can hide them. */
export interface GroupShape {
  readonly type: "group";
  readonly series: number;
  readonly shapes: readonly Shape[];
}
