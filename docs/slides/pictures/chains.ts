/** When results are ready, in the processor: overlapping chains, and one chain. A sketch, not measured. */
import { type Hue, label, polyline, rect, svgText } from "./svg.ts";

const HUES: readonly Hue[] = ["blue", "orange", "green", "accent"];
const LEFT = 250;
const LENGTH = 168;
const HEIGHT = 36;
/** The next one may begin so much later. */
const OFFSET = 44;
const AXIS = 456;
/** From the end of a root to the next one of the same particle. */
const GAP = 8;
/** Roots of four particles, two steps of each; roots of one particle. */
const OVERLAPPING = 8;
const WAITING = 5;

export function chains(): string {
  const body = [
    label(20, 42, "steps outside", "big"),
    label(20, 74, "four particles at a time", "soft"),
    label(20, 318, "particle outside", "big"),
    label(20, 350, "one particle's steps", "soft"),
  ];
  for (let i = 0; i < OVERLAPPING; i++) {
    const row = i % 4;
    const step = Math.floor(i / 4);
    const at = { x: LEFT + row * OFFSET + step * (LENGTH + GAP), y: 20 + row * (HEIGHT + 10) };
    body.push(...root(at.x, at.y, HUES[row]!, `√ step ${step + 1}`));
  }
  for (let i = 0; i < WAITING; i++) {
    body.push(...root(LEFT + i * (LENGTH + GAP), 302, "blue", `√ step ${i + 1}`));
    if (i > 0) {
      body.push(label(LEFT + i * (LENGTH + GAP) - 4, 372, "waits", "f-orange small", "middle"));
      body.push(
        polyline(
          [
            { x: LEFT + i * (LENGTH + GAP) - 4, y: 342 },
            { x: LEFT + i * (LENGTH + GAP) - 4, y: 354 },
          ],
          "s-orange",
        ),
      );
    }
  }
  const end = LEFT + 3 * OFFSET + 2 * (LENGTH + GAP);
  const done = Math.floor((end - LEFT) / (LENGTH + GAP));
  body.push(
    `<path class="line" stroke-dasharray="7 7" d="M${end} 12V${AXIS}"/>`,
    label(end + 20, 112, `${OVERLAPPING} roots are done`, "f-green big"),
    label(end + 20, 416, `${done} are done by then`, "f-orange big"),
    polyline(
      [
        { x: LEFT, y: AXIS },
        { x: 1110, y: AXIS },
      ],
      "line",
    ),
    label(1110, 488, "time in the processor →", "soft", "end"),
  );
  return svgText(1140, 500, "Square roots that overlap, and square roots that wait", body);
}

function root(x: number, y: number, hue: Hue, words: string): string[] {
  return [
    rect({ x, y }, LENGTH, HEIGHT, `f-${hue}`, 8),
    `<text class="small" style="fill:var(--on-fill,#fff)" x="${x + 14}" y="${y + 24}">${words}</text>`,
  ];
}
