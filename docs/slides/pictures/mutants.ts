/** What the original's six assertions find of 70 broken simulators (labs/testing/NOTES.md). */
import { label, rect, svgText } from "./svg.ts";

const ALL = 70;
const FOUND = 29;
const COLUMNS = 10;
const CELL = 50;

export function mutants(): string {
  const body: string[] = [];
  for (let i = 0; i < ALL; i++) {
    const x = 40 + (i % COLUMNS) * CELL;
    const y = 14 + Math.floor(i / COLUMNS) * CELL;
    if (i < FOUND) body.push(rect({ x, y }, 38, 38, "f-blue"));
    // A cross as well: not by colour alone.
    else
      body.push(
        `<path class="s-orange" d="M${x + 3} ${y + 3}h32v32h-32zM${x + 12} ${y + 12}l14 14m0-14l-14 14"/>`,
      );
  }
  body.push(
    rect({ x: 40, y: 390 }, 26, 26, "f-blue"),
    label(80, 410, "found by the six assertions"),
    `<path class="s-orange" d="M42 434h22v22h-22zM48 440l10 10m0-10l-10 10"/>`,
    label(80, 452, "not noticed"),
  );
  return svgText(570, 476, "29 of 70 broken simulators are found", body);
}
