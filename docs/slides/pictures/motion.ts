/** Three particles on their circles: where they have come from, and where they go. */
import { exactPlace, stepsFor } from "@hpts/core";
import { arrow, circle, type Hue, label, type Point, polyline, svgText } from "./svg.ts";

const WIDTH = 1120;
const HEIGHT = 520;
const CENTRE = { x: 560, y: 266 };
/** Pixels of a length of 1. */
const SCALE = 400;
const SPAN = 0.55;
const POINTS = 80;
const TIMESTEP = 1e-5;

const PARTICLES: readonly { x: number; y: number; angVel: number; hue: Hue; words: string }[] = [
  { x: 0.3, y: 0.5, angVel: 1, hue: "orange", words: "speed 1" },
  { x: 0, y: -0.5, angVel: -1, hue: "blue", words: "speed −1: the other way round" },
  { x: -0.1, y: -0.27, angVel: 2, hue: "green", words: "speed 2" },
];

export function motion(): string {
  const body = PARTICLES.map(({ x, y }) => circle(CENTRE, Math.hypot(x, y) * SCALE, "faint"));
  body.push(circle(CENTRE, 5, "f-accent"), label(CENTRE.x + 14, CENTRE.y + 6, "(0, 0)", "soft"));
  for (const { x, y, angVel, hue, words } of PARTICLES) {
    const place = (time: number): Point => {
      const at = exactPlace({ x, y }, angVel * TIMESTEP, stepsFor(time, TIMESTEP));
      return { x: CENTRE.x + at.x * SCALE, y: CENTRE.y - at.y * SCALE };
    };
    const path = Array.from({ length: POINTS + 1 }, (_, k) => place((k * SPAN) / POINTS));
    const end = path.at(-1)!;
    const r = Math.hypot(end.x - CENTRE.x, end.y - CENTRE.y);
    const far = (angVel * 80) / r;
    const to = { x: end.x + far * (end.y - CENTRE.y), y: end.y - far * (end.x - CENTRE.x) };
    body.push(polyline(path, `s-${hue}`), arrow(end, to, hue), circle(end, 12, `f-${hue}`));
    const out = (r + 34) / r;
    const at = { x: CENTRE.x + out * (end.x - CENTRE.x), y: CENTRE.y + out * (end.y - CENTRE.y) };
    body.push(label(at.x, at.y + 6, words, `f-${hue}`, at.x < CENTRE.x ? "end" : "start"));
  }
  return svgText(WIDTH, HEIGHT, "Three particles that circle the origin", body);
}
