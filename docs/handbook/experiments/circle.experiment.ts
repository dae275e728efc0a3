/**
 * Three particles that began in the same place: one takes the slides' steps, far too long ones so
 * that it can be seen; one jumps to where these steps lead; one follows the circle.
 */
import { exactPlace } from "@hpts/core";
import { figure, funcAnimation } from "@hpts/viz";
import { playOnCanvas } from "@hpts/viz/page";
import { declare } from "./declare.ts";

const START = { x: 0.4, y: 0 };
/** Length of a step: a quarter of the distance at the beginning. */
const STEP = 0.1;
const FRAMES = 120;

declare("circle", (host) => {
  const canvas = document.createElement("canvas");
  const words = document.createElement("p");
  words.append("Steps (red), the closed form (blue, on top of it), and the circle (gray).");
  host.append(canvas, words);
  const stop = new AbortController();
  const { finished } = playOnCanvas(animation(), canvas, { signal: stop.signal, scheme: "auto" });
  finished.catch((error: unknown) => words.append(` ${String(error)}`));
  return () => stop.abort();
});

function animation() {
  const fig = figure({ width: 480, height: 480 });
  const lim = [-1.3, 1.3] as const;
  const axes = fig.axes({
    aspect: "equal",
    xlim: lim,
    ylim: lim,
    title: "Steps of a quarter radius",
  });
  const trail = axes.plot([], [], "r-");
  const circle = axes.plot([], [], "gray-");
  const stepped = axes.plot([], [], "ro");
  const jumped = axes.plot([], [], "bo");
  const onCircle = axes.plot([], [], "go");
  const distance = axes.text(-1.2, -1.2, "");
  const turn = Array.from({ length: 101 }, (_, i) => (i / 100) * 2 * Math.PI);
  const x = turn.map((angle) => START.x * Math.cos(angle));
  const y = turn.map((angle) => START.x * Math.sin(angle));
  circle.setData(x, y);
  const all = [trail, circle, stepped, jumped, onCircle, distance];
  return funcAnimation(
    fig,
    (frame) => {
      const places = steps(frame);
      const last = places.at(-1)!;
      const jump = exactPlace(START, STEP, frame);
      const angle = (frame * STEP) / START.x;
      trail.setData(
        places.map((place) => place.x),
        places.map((place) => place.y),
      );
      stepped.setData([last.x], [last.y]);
      jumped.setData([jump.x], [jump.y]);
      onCircle.setData([START.x * Math.cos(angle)], [START.x * Math.sin(angle)]);
      const apart = Math.hypot(jump.x - last.x, jump.y - last.y);
      distance.setText(`${frame} steps; apart: ${apart.toExponential(1)}`);
      return all;
    },
    { frames: FRAMES, interval: 100 },
  );
}

/** The slides' loop for one particle; all places on its way. */
function steps(count: number): { x: number; y: number }[] {
  const places = [START];
  let { x, y } = START;
  for (let step = 0; step < count; step++) {
    const r = Math.sqrt(x * x + y * y);
    [x, y] = [x - (STEP * y) / r, y + (STEP * x) / r];
    places.push({ x, y });
  }
  return places;
}
