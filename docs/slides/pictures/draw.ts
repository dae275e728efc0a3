/**
 * Draws the slides' pictures, as text that is committed.
 *
 *     pnpm slides:pictures            all of them
 *     pnpm slides:pictures warm-up    those whose names follow
 *
 * `warm-up` measures as it is drawn; the others come out the same each time.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { callGraph } from "./call-graph.ts";
import { chains } from "./chains.ts";
import { hotLines } from "./hot-lines.ts";
import { limit } from "./limit.ts";
import { motion } from "./motion.ts";
import { mutants } from "./mutants.ts";
import { oneParticle } from "./one-particle.ts";
import { pairs } from "./pairs.ts";
import { spiral } from "./spiral.ts";
import { tiers } from "./tiers.ts";
import { warmUp } from "./warm-up.ts";

const PICTURES: Readonly<Record<string, () => string>> = {
  "call-graph": callGraph,
  chains,
  "hot-lines": hotLines,
  limit,
  motion,
  mutants,
  "one-particle": oneParticle,
  pairs,
  spiral,
  tiers,
  "warm-up": warmUp,
};

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
