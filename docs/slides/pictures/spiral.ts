/** Steps at right angles to the radius: each radius is the hypotenuse over the one before. */
import { circle, label, type Point, polyline, svgText } from "./svg.ts";

const ORIGIN = { x: 250, y: 300 };
const RADIUS = 118;
const STEP = 66;
const STEPS = 11;

export function spiral(): string {
  const places: Point[] = [];
  let angle = -0.25;
  for (let i = 0; i <= STEPS; i++) {
    const r = Math.sqrt(RADIUS * RADIUS + i * STEP * STEP);
    places.push({ x: ORIGIN.x + r * Math.cos(angle), y: ORIGIN.y - r * Math.sin(angle) });
    angle += Math.atan(STEP / r);
  }
  const [first, second] = [places[0]!, places[1]!];
  const body = [
    circle(ORIGIN, RADIUS, "faint"),
    ...places.map((place) => polyline([ORIGIN, place], "faint")),
    polyline([ORIGIN, first], "line"),
    polyline([ORIGIN, places.at(-1)!], "line"),
    polyline(places, "s-orange"),
    ...places.map((place) => circle(place, 6, "f-orange")),
    circle(first, 10, "f-blue"),
    circle(ORIGIN, 5, "f-accent"),
    label(ORIGIN.x + 52, ORIGIN.y + 42, "r", "big"),
    label((first.x + second.x) / 2 + 16, (first.y + second.y) / 2 + 10, "d", "f-orange big"),
    label(400, 60, "r² + d²", "f-orange"),
    label(400, 92, "r² + 2d²", "f-orange"),
    label(400, 124, "r² + 3d² …", "f-orange"),
    label(ORIGIN.x - 118, ORIGIN.y + 150, "the circle stays behind", "soft"),
  ];
  return svgText(580, 490, "Each step lengthens the radius by the law of Pythagoras", body);
}
