/** The picture of the lab modeling: where three particles have come from, and where they are. */
import { exactPlace, stepsFor } from "@hpts/core";
import { figure } from "@hpts/viz";

const TIMESTEP = 0.00001;
const SPAN = 0.8;
/** Where the speeds stand: outside of all circles, left of their particles. */
const LABELS_AT = { radius: 0.7, left: 0.25 };
const POINTS = 120;

const PARTICLES = [
  { x: 0.3, y: 0.5, angVel: 1, color: "red", letter: "r" },
  { x: 0, y: -0.5, angVel: -1, color: "blue", letter: "b" },
  { x: -0.1, y: -0.4, angVel: 3, color: "green", letter: "g" },
] as const;

export async function drawParticles(file: string): Promise<void> {
  const fig = figure({ width: 480, height: 480 });
  const axes = fig.axes({
    aspect: "equal",
    xlim: [-1, 1],
    ylim: [-1, 1],
    title: "Three particles, 0.8 time units",
  });
  for (const { color, letter, ...start } of PARTICLES) {
    const circle = Array.from({ length: 181 }, (_, i) => (i * Math.PI) / 90);
    const r = Math.hypot(start.x, start.y);
    axes.plot(
      circle.map((angle) => r * Math.cos(angle)),
      circle.map((angle) => r * Math.sin(angle)),
      "gray-",
    );
    const path = Array.from({ length: POINTS + 1 }, (_, i) =>
      placeAfter(start, (i * SPAN) / POINTS),
    );
    axes.plot(
      path.map(({ x }) => x),
      path.map(({ y }) => y),
      `${color}-`,
    );
    const end = path.at(-1)!;
    axes.plot([end.x], [end.y], `${color}o`);
    const away = LABELS_AT.radius / r;
    axes.text(end.x * away - LABELS_AT.left, end.y * away, `v = ${start.angVel}`, letter);
  }
  await fig.save(file);
}

/** As the simulator of the slides has it, steps included. */
function placeAfter(
  start: { readonly x: number; readonly y: number; readonly angVel: number },
  dt: number,
) {
  return exactPlace(start, start.angVel * TIMESTEP, stepsFor(dt, TIMESTEP));
}
