/** An animation to try: `pnpm hpts animate docs/handbook/experiments/trails.animation.ts`. */
import { figure, funcAnimation } from "@hpts/viz";

const fig = figure({ width: 480, height: 360 });
const axes = fig.axes({ aspect: "equal", xlim: [-1, 1], ylim: [-1, 1] });
const trail = axes.plot([], [], "b-");
const head = axes.plot([], [], "ro");
const xs: number[] = [];
const ys: number[] = [];

export const animation = funcAnimation(
  fig,
  (frame) => {
    xs.push(0.9 * Math.cos(frame / 20));
    ys.push(0.9 * Math.sin(frame / 13));
    trail.setData(xs, ys);
    head.setData(xs.slice(-1), ys.slice(-1));
    return [trail, head];
  },
  { frames: 240, interval: 20 },
);
