/** Figures, animations, files of them, and a player for the terminal. */

export { type PlayOptions, playInTerminal, type TerminalOutput } from "#terminal";
export type { Animated } from "./animated.ts";
export { type Animate, type AnimationOptions, FuncAnimation, funcAnimation } from "./animation.ts";
export { type Artist, type PointStyle, Points, Text } from "./artists.ts";
export type { Color, ColorLetter } from "./colors.ts";
export { VizError, type VizErrorCode } from "./errors.ts";
export type { Frames } from "./frames.ts";
export { type AnimationHost, registerAnimationHost, type ShowOptions } from "./host.ts";
export type { Layer, Layers } from "./layers.ts";
export type { SaveFigureOptions, SaveOptions } from "./save.ts";
export {
  Axes,
  type AxesOptions,
  Figure,
  type FigureOptions,
  figure,
  type Interval,
} from "./scene.ts";
