/** Figures and animations in a page: for its document, and for a worker of it. Knows nothing of Node. */
export type { Animated } from "../animated.ts";
export {
  type Animate,
  type AnimationOptions,
  FuncAnimation,
  funcAnimation,
} from "../animation.ts";
export { type Artist, type PointStyle, Points, Text } from "../artists.ts";
export type { Color, ColorLetter } from "../colors.ts";
export type { Frames } from "../frames.ts";
export {
  type AnimationHost,
  registerAnimationHost,
  type ShowOptions,
} from "../host.ts";
export type { Layer, Layers } from "../layers.ts";
export { Canvas } from "../raster/canvas.ts";
export { PALETTE } from "../raster/palette.ts";
export { Picture } from "../raster/picture.ts";
export {
  Axes,
  type AxesOptions,
  Figure,
  type FigureOptions,
  figure,
  type Interval,
} from "../scene.ts";
export { CanvasPainter } from "./canvas-painter.ts";
export { type ControlBar, type ControlBarOptions, controlBar } from "./control-bar.ts";
export { describeFigure } from "./description.ts";
export { beginInWorker, playInWorker, type WorkerScope } from "./play-in-worker.ts";
export { type Playing, type PlayOnCanvasOptions, playOnCanvas } from "./play-on-canvas.ts";
export {
  type Playable,
  Player,
  type PlayerOptions,
  type PlayerState,
  type PlayerStatus,
  type Schedule,
} from "./player.ts";
export { expandPixels, RGBA, type Scheme } from "./rgba.ts";
export {
  type FromWorker,
  type TextOfError,
  type ToWorker,
  textOfError,
} from "./worker-messages.ts";
export { WorkerPlayer, type WorkerPlayerOptions } from "./worker-player.ts";
