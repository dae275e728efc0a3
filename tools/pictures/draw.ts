/**
 * Draws the pictures of the labs' READMEs, from what the labs and the packages really do.
 *
 *     pnpm pictures              all of them
 *     pnpm pictures timing       of one lab
 */
import { join, relative } from "node:path";
import { ROOT } from "../src/sources.ts";
import { drawFlame } from "./flame.ts";
import { drawMutants } from "./mutants.ts";
import { drawParticles } from "./particles.ts";
import { drawScatter } from "./scatter.ts";

const PICTURES: Readonly<Record<string, (file: string) => Promise<void>>> = {
  modeling: drawParticles,
  testing: drawMutants,
  timing: drawScatter,
  profiling: drawFlame,
};

const labs = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PICTURES);
for (const lab of labs) {
  const draw = PICTURES[lab];
  if (draw === undefined) {
    console.error(`there is no picture of ${lab}: expected ${Object.keys(PICTURES).join(", ")}`);
    process.exit(2);
  }
  const file = join(ROOT, "labs", lab, "picture.svg");
  await draw(file);
  console.log(relative(ROOT, file));
}
