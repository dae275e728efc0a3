/** One particle and one step, the step ten thousand times too long so that it can be seen. */
import { arrow, circle, label, polyline, rect, svgText } from "./svg.ts";

const ORIGIN = { x: 470, y: 440 };
const RADIUS = 330;
const ANGLE = 0.66;
const STEP = 190;

export function oneParticle(): string {
  const [cos, sin] = [Math.cos(ANGLE), Math.sin(ANGLE)];
  const at = { x: ORIGIN.x + RADIUS * cos, y: ORIGIN.y - RADIUS * sin };
  const next = { x: at.x - STEP * sin, y: at.y - STEP * cos };
  const arc = Array.from({ length: 91 }, (_, i) => {
    const angle = (-0.06 + (i / 90) * 1.72) as number;
    return { x: ORIGIN.x + RADIUS * Math.cos(angle), y: ORIGIN.y - RADIUS * Math.sin(angle) };
  });
  const corner = 22;
  const inward = { x: at.x - corner * cos, y: at.y + corner * sin };
  const square = [
    inward,
    { x: inward.x - corner * sin, y: inward.y - corner * cos },
    { x: at.x - corner * sin, y: at.y - corner * cos },
  ];
  const body = [
    polyline(
      [
        { x: 110, y: ORIGIN.y },
        { x: 1010, y: ORIGIN.y },
      ],
      "faint",
    ),
    polyline(
      [
        { x: ORIGIN.x, y: 500 },
        { x: ORIGIN.x, y: 24 },
      ],
      "faint",
    ),
    polyline(arc, "faint"),
    polyline([ORIGIN, at], "line"),
    `<path class="line" stroke-dasharray="7 7" d="M${at.x} ${at.y}V${ORIGIN.y}M${at.x} ${at.y}H${ORIGIN.x}"/>`,
    polyline(square, "line"),
    arrow(at, next, "orange"),
    circle(at, 13, "f-blue"),
    circle(next, 11, "f-orange"),
    circle(ORIGIN, 5, "f-accent"),
    label(at.x + 24, at.y + 8, "the particle, at (x, y)", "f-blue big"),
    label(next.x + 26, next.y - 8, "after one step: a little outside", "f-orange big"),
    label((at.x + next.x) / 2 + 24, (at.y + next.y) / 2 - 8, "d = timestep · angVel", "f-orange"),
    rect({ x: 590, y: 316 }, 34, 34, "f-ground", 4),
    label(600, 342, "r", "big"),
    label((ORIGIN.x + at.x) / 2, ORIGIN.y + 34, "x", "big", "middle"),
    label(ORIGIN.x - 18, (ORIGIN.y + at.y) / 2, "y", "big", "end"),
    label(ORIGIN.x - 14, ORIGIN.y + 32, "(0, 0)", "soft", "end"),
    label(100, 120, "r = √(x² + y²)", "big"),
    label(100, 164, "direction = (−y, x) / r", "big"),
  ];
  return svgText(1120, 520, "A particle, its direction, and one step", body);
}
