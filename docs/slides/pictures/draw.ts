/**
 * Draws the slides' pictures, as text that is committed.
 *
 *     pnpm slides:pictures            all of them
 *     pnpm slides:pictures warm-up    those whose names follow
 *
 * All but `warm-up`, which measures as it is drawn, come out the same each time.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PICTURES } from "./pictures.ts";

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PICTURES);
for (const name of names) {
  const draw = PICTURES[name];
  if (draw === undefined) {
    console.error(`there is no picture ${name}: expected ${Object.keys(PICTURES).join(", ")}`);
    process.exit(2);
  }
  writeFileSync(join(import.meta.dirname, `${name}.svg`), draw());
  console.log(`docs/slides/pictures/${name}.svg`);
}
