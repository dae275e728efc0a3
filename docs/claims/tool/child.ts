/**
 * The program of the processes that measure: `child.mjs <id> [side]` prints what one of them found.
 * Bundled, so that every version of Node that claims are about can run it as it is.
 */
import { TOPICS } from "../index.ts";
import type { Side } from "./claim.ts";

const [id = "", side] = process.argv.slice(2);
const claim = TOPICS.flatMap(({ claims }) => claims).find((one) => one.id === id);
const { node, v8 } = process.versions;
const figure =
  claim === undefined ? undefined : await claim.measure.sample(side as Side | undefined);
process.stdout.write(`${JSON.stringify({ node, v8, figure })}\n`, () => process.exit(0));
