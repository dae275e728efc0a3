/**
 * One attack on this grader at a level that does not hold it; runs in a box that does (boxed.ts).
 *
 * Arguments: the course's folder, the level, the attack's id, and what stands before the outcome in the
 * last line on stdout.
 */
import { findLab } from "@hpts/labkit/lab";
import { openTarget } from "../src/attack/ours.ts";
import { readCatalogue } from "../src/attack/self-test.ts";
import type { Level } from "../src/sandbox/level.ts";

const [root = "", level = "", id = "", mark = ""] = process.argv.slice(2);
const labOf = (name: string) => findLab(root, name, root);
const attack = readCatalogue().find((one) => one.id === id);
if (attack === undefined) throw new Error(`there is no attack ${id}`);
const target = await openTarget(Number(level) as Level, labOf("modeling"), true);
const outcome = await target.attack(attack, labOf(attack.lab));
console.log(`\n${mark}${JSON.stringify(outcome)}`);
process.exit(0);
