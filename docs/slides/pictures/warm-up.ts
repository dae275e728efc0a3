/** How long the first calls of the simulator's loop take, measured in a fresh process as it is drawn. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { circle, label, polyline, svgText } from "./svg.ts";

const PROCESSES = 15;
const CALLS = 1000;
const LEFT = 80;
const RIGHT = 580;
const TOP = 30;
const BOTTOM = 420;
/** From 1x to 1000x. */
const DECADES = 3;

export function warmUp(): string {
  const runs = Array.from({ length: PROCESSES }, measured);
  const typical = Array.from({ length: CALLS }, (_, call) => median(runs.map((run) => run[call]!)));
  // Calls that wait for a compiler, or for the machine, stand alone; what the others have in common counts.
  const quick = typical.map((_, call) => median(typical.slice(Math.max(0, call - 3), call + 4)));
  quick[0] = typical[0]!;
  const warm = median(quick.slice(-50));
  const x = (call: number): number =>
    LEFT + (Math.log10(call) / Math.log10(CALLS)) * (RIGHT - LEFT);
  const y = (times: number): number =>
    BOTTOM - (Math.log10(Math.max(times, 0.8)) / DECADES) * (BOTTOM - TOP);
  const body: string[] = [];
  for (const times of [1, 10, 100, 1000]) {
    body.push(
      polyline(
        [
          { x: LEFT, y: y(times) },
          { x: RIGHT, y: y(times) },
        ],
        "faint",
      ),
    );
    body.push(label(LEFT - 12, y(times) + 7, `${times}x`, "soft", "end"));
  }
  for (const call of [1, 10, 100, 1000]) {
    body.push(label(x(call), BOTTOM + 34, String(call), "soft", "middle"));
  }
  const points = quick
    .map((time, call) => ({ x: x(call + 1), y: y(time / warm) }))
    .filter((_, call) => call < 100 || call % 10 === 0);
  body.push(
    polyline(points, "s-blue"),
    ...points.slice(0, 20).map((point) => circle(point, 4, "f-blue")),
    label((LEFT + RIGHT) / 2, BOTTOM + 66, "call", "", "middle"),
    label(RIGHT, TOP + 40, "time of a call; warm is 1x", "soft", "end"),
    label(RIGHT, TOP + 66, `median of ${PROCESSES} processes, 7 calls`, "soft small", "end"),
  );
  return svgText(610, 500, "The first calls take many times as long as the later ones", body);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** ns of each call, in a new process. */
function measured(): number[] {
  const child = join(import.meta.dirname, "warm-up-child.mjs");
  return JSON.parse(execFileSync(process.execPath, [child, String(CALLS)], { encoding: "utf8" }));
}
