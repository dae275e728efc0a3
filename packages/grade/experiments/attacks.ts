/**
 * The whole catalogue of attacks, on the naive control and on this grader at every level that holds
 * them. Each outcome is kept at once, so it can be run in pieces.
 *
 *     pnpm experiment:attacks                         all; an hour
 *     pnpm experiment:attacks --category 1,2          the others stay as they were
 *     pnpm experiment:attacks --control               only the control; renews attacks/proofs.json
 *     pnpm experiment:attacks --level L2              only this grader, at this level
 *     pnpm experiment:attacks --level L0,L1           for information: in boxes, at no level that gives marks
 *     pnpm experiment:attacks --resume                what has no outcome of this very grader
 *     pnpm experiment:attacks --write                 also docs/measurements/attacks.md, of all
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findLab } from "@hpts/labkit/lab";
import {
  type Attack,
  attackControl,
  attackGrader,
  type Outcome,
  readCatalogue,
  VARIANTS,
  writeProofs,
} from "../src/attack/self-test.ts";
import { examineSandbox } from "../src/doctor.ts";
import type { Level } from "../src/sandbox/level.ts";
import { OutcomeFile, type Place } from "./attack-outcomes.ts";
import { attackReport } from "./attack-report.ts";
import { attackBoxed } from "./boxed.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const MEASUREMENTS = join(ROOT, "docs", "measurements");

const { values } = parseArgs({
  options: {
    category: { type: "string", default: "" },
    id: { type: "string", default: "" },
    level: { type: "string", default: "" },
    control: { type: "boolean", default: false },
    resume: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const words = (text: string): string[] => text.split(",").filter((word) => word !== "");
const [categories, ids, named] = [values.category, values.id, values.level].map(words) as [
  string[],
  string[],
  string[],
];
const all = readCatalogue();
const chosen = all.filter(
  ({ id, category }) =>
    (categories.length === 0 && ids.length === 0) ||
    categories.includes(String(category.number)) ||
    ids.includes(id),
);
const file = new OutcomeFile(join(MEASUREMENTS, "attacks.json"), all);
let isGood = true;

const isOnlyControl = values.control && named.length === 0;
if (values.control || named.length === 0) await runControl();
for (const level of isOnlyControl ? [] : await levels()) await runLevel(level);

const report = attackReport(all, file);
if (values.write) writeFileSync(join(MEASUREMENTS, "attacks.md"), report);
else console.log(report);
process.exitCode = isGood ? 0 : 1;

/** Those of the chosen that are to be run there. */
function toRun(place: Place): Attack[] {
  return chosen.filter((attack) => !values.resume || !file.isFresh(attack, place));
}

/** How it is run: one after the other, so that what is left of each can be seen. */
function optionsFor(place: Place, attacks: readonly Attack[]) {
  console.error(`${place}: ${attacks.length} attacks`);
  return {
    attacks,
    labOf: (id: string) => findLab(ROOT, id, ROOT),
    onOutcome: (outcome: Outcome, done: number): void => {
      file.keep(place, outcome);
      const { id, damage, why } = outcome;
      console.error(`${done} ${id}: ${damage === "none" ? "none" : `${damage}: ${why}`}`);
    },
  };
}

async function runControl(): Promise<void> {
  for (const variant of VARIANTS) {
    const options = optionsFor(variant, toRun(variant));
    if (options.attacks.length > 0) await attackControl(ROOT, { ...options, variants: [variant] });
  }
  const found = (place: Place): Outcome[] =>
    all.flatMap((attack) => {
      const kept = file.of(attack, place);
      if (kept === undefined) return [];
      const { damage, why, isAsked, ms } = kept;
      return [{ id: attack.id, damage, why, isAsked, durationMs: ms }];
    });
  writeProofs(all, { restored: found("restored"), kept: found("kept") });
}

async function runLevel(level: Level): Promise<void> {
  const options = optionsFor(`L${level}`, toRun(`L${level}`));
  if (options.attacks.length === 0) return;
  if (level < 2) {
    for (const [i, attack] of options.attacks.entries()) {
      const places = { root: ROOT, lab: options.labOf(attack.lab) };
      options.onOutcome(await attackBoxed(level as 0 | 1, attack, places), i + 1);
    }
    return;
  }
  const { outcomes, left } = await attackGrader(level, options);
  isGood &&= left.length === 0 && outcomes.every(({ damage }) => damage === "none");
  for (const one of left) console.error(`left at the end: ${one}`);
}

async function levels(): Promise<Level[]> {
  if (named.length > 0) return named.map((one) => Number(one.replace("L", "")) as Level);
  const { level } = await examineSandbox();
  return ([3, 2] as const).filter((one) => one <= level);
}
