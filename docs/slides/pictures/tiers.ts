/** What V8 does with a function that is called more and more often. */
import { arrow, label, polyline, rect, svgText } from "./svg.ts";

const STAGES = [
  { name: "interpreter", words: "starts at once, slow" },
  { name: "baseline", words: "compiled as it stands" },
  { name: "middle", words: "a first bet on types" },
  { name: "optimised", words: "all bets on: fast" },
];
const LEFT = 96;
const WIDTH = 330;
const HEIGHT = 82;
const GAP = 42;

export function tiers(): string {
  const top = (i: number): number => 16 + i * (HEIGHT + GAP);
  const body = STAGES.flatMap(({ name, words }, i) => {
    const y = top(i);
    const box = [
      rect({ x: LEFT, y }, WIDTH, HEIGHT, "f-panel", 10),
      rect({ x: LEFT, y }, 10, HEIGHT, i === 3 ? "f-green" : "f-accent", 4),
      label(LEFT + 30, y + 35, name, "big"),
      label(LEFT + 30, y + 65, words, "soft"),
    ];
    if (i === 0) return box;
    const x = LEFT + WIDTH / 2;
    return [...box, arrow({ x, y: y - GAP + 4 }, { x, y: y - 4 }, "accent")];
  });
  const right = LEFT + WIDTH;
  const from = { x: right + 6, y: top(3) + HEIGHT / 2 };
  const turn = { x: right + 64, y: top(0) + HEIGHT / 2 };
  body.push(
    polyline([from, { x: turn.x, y: from.y }, turn], "s-orange"),
    arrow(turn, { x: right + 4, y: turn.y }, "orange"),
    `<text class="f-orange" transform="translate(${right + 94} ${(from.y + turn.y) / 2}) rotate(-90)" text-anchor="middle">a bet was lost</text>`,
    `<text class="f-accent" transform="translate(${LEFT - 34} ${(from.y + turn.y) / 2}) rotate(-90)" text-anchor="middle">called again and again</text>`,
  );
  return svgText(560, 490, "From interpreter to optimised code, and back", body);
}
