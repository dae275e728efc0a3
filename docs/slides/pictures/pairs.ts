/** Times that drift while their ratio does not. Drawn from a seed, as a sketch of what lab timing does. */
import { createRandom } from "@hpts/core";
import { circle, label, polyline, svgText } from "./svg.ts";

const PAIRS = 22;
const LEFT = 40;
const WIDTH = 520;

export function pairs(): string {
  const random = createRandom(7);
  const body = [
    label(LEFT, 24, "times", "big"),
    label(LEFT, 330, "ratio of each pair", "big"),
    polyline(
      [
        { x: LEFT, y: 286 },
        { x: LEFT + WIDTH, y: 286 },
      ],
      "faint",
    ),
    polyline(
      [
        { x: LEFT, y: 462 },
        { x: LEFT + WIDTH, y: 462 },
      ],
      "faint",
    ),
    `<path class="line" stroke-dasharray="6 7" d="M${LEFT} 400H${LEFT + WIDTH}"/>`,
  ];
  for (let i = 0; i < PAIRS; i++) {
    const x = LEFT + 14 + (i * (WIDTH - 28)) / (PAIRS - 1);
    // The machine gets slower, then quiet again; both of a pair feel it.
    const moment = 1 + 0.9 * Math.exp(-(((i - 12) / 5) ** 2)) + random.uniform(-0.03, 0.03);
    const [a, b] = [moment * 66, moment * 66 * (1.42 + random.uniform(-0.09, 0.09))];
    body.push(
      `<path class="faint" d="M${x.toFixed(1)} ${(286 - a).toFixed(1)}V${(286 - b).toFixed(1)}"/>`,
      circle({ x, y: 286 - a }, 7, "f-blue"),
      circle({ x, y: 286 - b }, 7, "f-orange"),
      circle({ x, y: 400 - (b / a - 1.42) * 260 }, 6, "f-green"),
    );
  }
  body.push(
    label(LEFT + 6, 262, "A", "f-blue big"),
    label(LEFT + 2, 160, "B", "f-orange big"),
    label(LEFT + WIDTH, 490, "one pair after another →", "soft", "end"),
  );
  return svgText(600, 500, "Pairs of times, and their ratios", body);
}
