/** The slides' pictures by name. `warm-up` measures as it is drawn; the others come out the same each time. */
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

export const PICTURES: Readonly<Record<string, () => string>> = {
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
