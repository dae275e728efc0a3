/** Amdahl's law: speed-up of the whole against that of a part, for parts of several sizes. Pure arithmetic. */
import { type Hue, label, polyline, svgText } from "./svg.ts";

const LEFT = 74;
const RIGHT = 500;
const TOP = 24;
const BOTTOM = 420;
const DECADES = 3;

const PARTS: readonly { share: number; hue: Hue }[] = [
  { share: 0.5, hue: "blue" },
  { share: 0.9, hue: "green" },
  { share: 0.99, hue: "orange" },
];

const across = (speedup: number): number => LEFT + (Math.log10(speedup) / DECADES) * (RIGHT - LEFT);
const up = (speedup: number): number => BOTTOM - (Math.log10(speedup) / 2.2) * (BOTTOM - TOP);

export function limit(): string {
  const body: string[] = [];
  for (const value of [1, 10, 100, 1000]) {
    const x = across(value);
    body.push(
      polyline(
        [
          { x, y: TOP },
          { x, y: BOTTOM },
        ],
        "faint",
      ),
    );
    body.push(label(x, BOTTOM + 28, `${value}x`, "soft", "middle"));
  }
  for (const value of [1, 2, 10, 100]) {
    const y = up(value);
    body.push(
      polyline(
        [
          { x: LEFT, y },
          { x: RIGHT, y },
        ],
        "faint",
      ),
    );
    body.push(label(LEFT - 12, y + 7, `${value}x`, "soft", "end"));
  }
  for (const { share, hue } of PARTS) {
    const points = Array.from({ length: 61 }, (_, i) => {
      const part = 10 ** ((i / 60) * DECADES);
      return { x: across(part), y: up(1 / (1 - share + share / part)) };
    });
    body.push(polyline(points, `s-${hue}`));
    const end = points.at(-1)!;
    body.push(label(end.x + 12, end.y + 7, `part: ${share * 100} %`, `f-${hue}`));
  }
  body.push(
    label((LEFT + RIGHT) / 2, BOTTOM + 62, "the part gets so many times as fast", "", "middle"),
    `<text transform="translate(18 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">the whole</text>`,
  );
  return svgText(630, 492, "The limit that the rest of the program sets", body);
}
