/**
 * What terminal.ts measures: frames for a terminal of 80 x 24, which nobody looks at.
 *
 *     tsx terminal-frames.ts <points> <frames>      prints ms and bytes of a frame as JSON
 */
import { playInTerminal } from "../src/terminal.ts";
import { circles } from "./circles.ts";

const [points = "", frames = ""] = process.argv.slice(2);
const count = Number(frames);
/** The first ones are slow until they are compiled, and the very first one draws the whole picture. */
const warmUp = Math.min(50, count - 1);
const animation = circles(Number(points), { frames: count + warmUp, interval: 0 });
const animate = animation.animate.bind(animation);
let begun = 0;
animation.animate = (frame) => {
  const changed = animate(frame);
  begun = performance.now();
  return changed;
};
const ms: number[] = [];
const bytes: number[] = [];
const output = {
  isTTY: true,
  columns: 80,
  rows: 24,
  write(text: string) {
    ms.push(performance.now() - begun);
    bytes.push(Buffer.byteLength(text));
  },
};
await playInTerminal(animation, { output, env: {} });
// Without the cursor's hiding at the beginning, and its showing at the end.
console.log(JSON.stringify([median(ms.slice(1 + warmUp, -1)), mean(bytes.slice(1 + warmUp, -1))]));

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
