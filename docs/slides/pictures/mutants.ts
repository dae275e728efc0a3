/** What the original's six assertions find of the arena's broken simulators, as the claims have counted. */
import { RECORD } from "../../claims/tool/pages.ts";
import { readRecord } from "../../claims/tool/record.ts";
import { label, rect, svgText } from "./svg.ts";

const COLUMNS = 10;
const CELL = 50;

export function mutants(): string {
  const all = counted("arena-mutants");
  const found = counted("six-assertions-kill");
  const body: string[] = [];
  for (let i = 0; i < all; i++) {
    const x = 40 + (i % COLUMNS) * CELL;
    const y = 14 + Math.floor(i / COLUMNS) * CELL;
    if (i < found) body.push(rect({ x, y }, 38, 38, "f-blue"));
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
  return svgText(570, 476, `${found} of ${all} broken simulators are found`, body);
}

/** A count is the same on every version. */
function counted(id: string): number {
  const figure = readRecord(RECORD)[id]?.["20"];
  if (figure === undefined) throw new Error(`${id} is not recorded; pnpm claims ${id} --write`);
  return figure.median;
}
