/** What is measured: points on circles, the same ones as in matplotlib_circles.py. */
import {
  type AnimationOptions,
  type FuncAnimation,
  figure,
  funcAnimation,
} from "../src/page/index.ts";

/** 640 x 640 pixels with axes, ticks and a title; frame i is the same wherever it is drawn. */
export function circles(n: number, options: AnimationOptions<number>): FuncAnimation {
  const xs = new Float64Array(n);
  const ys = new Float64Array(n);
  const fig = figure({ width: 640, height: 640 });
  const axes = fig.axes({ aspect: "equal", title: "particles" });
  const line = axes.plot([], [], "ro");
  const radius = Float64Array.from({ length: n }, (_, i) => (i * 0.75487766625) % 1);
  const start = Float64Array.from({ length: n }, (_, i) => i * 2.39996322973);
  const animate = (frame: number) => {
    for (let i = 0; i < n; i++) {
      const angle = start[i]! + frame * 0.02;
      xs[i] = radius[i]! * Math.cos(angle);
      ys[i] = radius[i]! * Math.sin(angle);
    }
    line.setData(xs, ys);
    return [line];
  };
  return funcAnimation(fig, animate, options);
}
