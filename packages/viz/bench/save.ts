/**
 * Ours of what bench/speed.ts measures.
 *
 *     tsx save.ts <file> <points> <frames>      prints the seconds that save() took
 */
import { figure, funcAnimation } from "../src/index.ts";

const [file = "", points = "", frames = ""] = process.argv.slice(2);
const n = Number(points);
const xs = new Float64Array(n);
const ys = new Float64Array(n);

const fig = figure({ width: 640, height: 640 });
const axes = fig.axes({ aspect: "equal", title: "particles" });
const line = axes.plot([], [], "ro");

/** The same circles as in matplotlib_save.py. */
function animate(frame: number) {
  for (let i = 0; i < n; i++) {
    const radius = (i * 0.75487766625) % 1;
    const angle = i * 2.39996322973 + frame * 0.02;
    xs[i] = radius * Math.cos(angle);
    ys[i] = radius * Math.sin(angle);
  }
  line.setData(xs, ys);
  return [line];
}

const animation = funcAnimation(fig, animate, { frames: Number(frames), interval: 40 });
const before = performance.now();
await animation.save(file, { fps: 25 });
console.log((performance.now() - before) / 1000);
