/** Figures, animations, and a player for the terminal. */
export { type AnimationOptions, FuncAnimation, funcAnimation } from "./animation.ts";
export {
  Axes,
  type AxesOptions,
  type Color,
  Figure,
  figure,
  type Interval,
  Points,
} from "./scene.ts";
export { type PlayOptions, playInTerminal, type TerminalOutput } from "./terminal.ts";
