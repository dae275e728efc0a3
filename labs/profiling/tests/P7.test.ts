import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { prediction, trailOf } from "#lab/trail";
import { allocatedBy, totalBytes } from "./bench/allocated.ts";

const FRAMES = 2000;
/** Points and labels take 0.7 MB. */
const MOST_MB = 2;

const places = (frames: number): [Float64Array, Float64Array] => {
  const angles = Float64Array.from({ length: frames }, (_, i) => i / 100);
  return [angles.map(Math.cos), angles.map(Math.sin)];
};

exercise("the trail is what it was", () => {
  const { points, labels } = trailOf(Float64Array.of(1, 0.5), Float64Array.of(0, -0.25));

  const why = "a point for each frame, where the particle then was";
  expect(points, why).toEqual([
    { x: 1, y: 0 },
    { x: 0.5, y: -0.25 },
  ]);
  const text = "a label for each frame, with three decimals";
  expect(labels, text).toEqual(["frame 0: 1.000, 0.000", "frame 1: 0.500, -0.250"]);
});

exercise("each frame has a point of its own", () => {
  const { points } = trailOf(Float64Array.of(1, 1, 2), Float64Array.of(3, 3, 4));

  const why =
    "one object in all frames shows the last place everywhere. A point is 72 bytes that the trail is there to keep: not what costs";
  demand(points[0] !== points[1] && points[0]?.x === 1, why);
});

exercise("two trails have nothing in common", () => {
  const first = trailOf(Float64Array.of(1), Float64Array.of(1));
  const second = trailOf(Float64Array.of(2, 3), Float64Array.of(2, 3));

  expect(first.points.length, "the first trail stays as it was when a second is made").toBe(1);
  expect(second.points.length, "the second has its own points only").toBe(2);
});

exercise(`${FRAMES} frames take no more than ${MOST_MB} MB`, ({ note }) => {
  const guess = prediction();
  const [xs, ys] = places(FRAMES);

  const found = allocatedBy("trail.ts", () => void trailOf(xs, ys));

  const megabytes = totalBytes(found) / 1e6;
  const [largest] = found;
  const why = `allocates ${megabytes.toFixed(1)} MB for ${FRAMES} frames, most of it in ${largest?.name}: a copy of everything for each frame, whichever way it is made. At most ${MOST_MB} MB`;
  demand(megabytes <= MOST_MB, why);
  const parts = found.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1000)} kB`);
  note(`Allocated: ${parts.join(", ")}. Before, withPoint took 40,000 kB; your guess: ${guess}.`);
});
