/** Animations that are drawn by Node into a file, and by a browser on a canvas; the same code. */
import { type FuncAnimation, figure, funcAnimation } from "../../src/page/index.ts";

/** As the course's: particles on circles, one of them behind in gray as it ought to be. */
function particles(): FuncAnimation {
  const fig = figure({ width: 320, height: 240 });
  const axes = fig.axes({ aspect: "equal", title: "Particles", xlabel: "x", ylabel: "y" });
  const turn = Array.from({ length: 61 }, (_, i) => (i * Math.PI) / 30);
  axes.plot(
    turn.map((a) => Math.cos(a) / 2),
    turn.map((a) => Math.sin(a) / 2),
    "gray-",
  );
  const points = axes.plot([], [], "ro");
  const animate = (frame: number) => {
    const angles = [0, 1, 2, 3].map((i) => i + frame / 10);
    points.setData(
      angles.map((angle, i) => ((i + 1) / 4) * Math.cos(angle)),
      angles.map((angle, i) => ((i + 1) / 4) * Math.sin(angle)),
    );
    return [points];
  };
  return funcAnimation(fig, animate, { frames: 5, interval: 0, blit: true });
}

/** Lines, texts and two axes; items instead of numbers. */
function wave(): FuncAnimation {
  const fig = figure({ width: 301, height: 151 });
  const left = fig.axes({ xlim: [0, 10], ylim: [-2, 2], title: "A wave" });
  const right = fig.axes({ aspect: "equal" });
  const line = left.plot([], [], "b-");
  const text = right.text(-0.5, 0, "", "magenta");
  right.plot([0, 0.5, 0.5], [0.5, 0.5, 0], "go-");
  const animate = (phase: number) => {
    const xs = Array.from({ length: 100 }, (_, i) => i / 10);
    line.setData(
      xs,
      xs.map((x) => Math.sin(x + phase)),
    );
    text.setText(`phase ${phase}`);
  };
  return funcAnimation(fig, animate, { frames: [0, 0.5, 2], interval: 0 });
}

/** So many points that they lie on each other, some outside; of all colours. */
function crowd(): FuncAnimation {
  const fig = figure({ width: 200, height: 200 });
  const axes = fig.axes({ aspect: "equal" });
  const formats = ["ro", "go", "bo", "co", "mo", "yo", "ko", "grayo"] as const;
  const all = formats.map((format) => axes.plot([], [], format));
  const n = 2000;
  const animate = (frame: number) => {
    for (const [color, points] of all.entries()) {
      const at = (i: number, step: number) => ((i * step + color / 8 + frame / 50) % 1) * 2.2 - 1.1;
      points.setData(
        Float64Array.from({ length: n }, (_, i) => at(i, 0.75487766624669)),
        Float64Array.from({ length: n }, (_, i) => at(i, 0.56984029099805)),
      );
    }
    return all;
  };
  return funcAnimation(fig, animate, { frames: 3, interval: 0 });
}

export type SceneName = "particles" | "wave" | "crowd";
export const SCENES: Readonly<Record<SceneName, () => FuncAnimation>> = { particles, wave, crowd };
