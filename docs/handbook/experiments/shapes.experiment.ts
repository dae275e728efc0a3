/** Reading one field of objects of 1 to 8 shapes: a step between four and five, where V8 runs. */
import { declare } from "./declare.ts";
import { bestMs, measureButton, pause } from "./measure-button.ts";

const OBJECTS = 10_000;
const ROUNDS = 200;

declare("shapes", (host) =>
  measureButton(host, "Read fields of 1 to 8 shapes", async (show) => {
    const times: number[] = [];
    for (let shapes = 1; shapes <= 8; shapes++) {
      await pause();
      const objects = Array.from({ length: OBJECTS }, (_, i) => objectOf(i % shapes, i));
      const sum = reader(shapes);
      sum(objects);
      times.push(bestMs(() => sum(objects)));
      show(linesOf(times));
    }
  }),
);

function linesOf(times: readonly number[]): string[] {
  return times.map((ms, i) => {
    const ratio = ms / times[0]!;
    return `${i + 1} shapes ${ratio.toFixed(1).padStart(6)} x ${"█".repeat(Math.min(60, Math.round(ratio * 4)))}`;
  });
}

/** Fields before `x` make the shape. */
function objectOf(shape: number, x: number): { x: number } {
  const object: Record<string, number> = {};
  object[`f${shape}`] = shape;
  object["x"] = x;
  return object as { x: number };
}

/** A function of its own each time: what it has seen belongs to its text. */
function reader(number: number): (objects: readonly { x: number }[]) => number {
  const text = `let sum = ${number};
for (let round = 0; round < ${ROUNDS}; round++)
  for (let i = 0; i < objects.length; i++) sum += objects[i].x;
return sum;`;
  return new Function("objects", text) as (objects: readonly { x: number }[]) => number;
}
