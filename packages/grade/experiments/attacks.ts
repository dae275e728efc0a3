/**
 * The whole catalogue of attacks, on this grader at every level that holds them and on the naive
 * control; what came of it, by category.
 *
 *     pnpm experiment:attacks                         all; half an hour
 *     pnpm experiment:attacks --category 1,2 --jobs 2
 *     pnpm experiment:attacks --control               only the control; renews attacks/proofs.json
 *     pnpm experiment:attacks --write                 also docs/measurements/attacks.md
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg, release, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findLab } from "@hpts/labkit/lab";
import {
  type Attack,
  attackControl,
  attackGrader,
  type Outcome,
  readCatalogue,
  readProofs,
  rowsOf,
  writeProofs,
} from "../src/attack/self-test.ts";
import { examineSandbox } from "../src/doctor.ts";
import type { Level } from "../src/sandbox/level.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const FILE = join(ROOT, "docs", "measurements", "attacks.md");

const { values } = parseArgs({
  options: {
    category: { type: "string", default: "" },
    id: { type: "string", default: "" },
    level: { type: "string", default: "" },
    jobs: { type: "string", default: "1" },
    control: { type: "boolean", default: false },
    "no-control": { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const words = (text: string): string[] => text.split(",").filter((word) => word !== "");
const [categories, ids] = [words(values.category), words(values.id)];
const all = readCatalogue();
const attacks = all.filter(
  ({ id, category }) =>
    (categories.length === 0 && ids.length === 0) ||
    categories.includes(String(category.number)) ||
    ids.includes(id),
);
const begun = performance.now();
const options = {
  attacks,
  jobs: Number(values.jobs),
  labOf: (id: string) => findLab(ROOT, id, ROOT),
  onOutcome: ({ id, damage, why }: Outcome, done: number) =>
    console.error(`${done} ${id}: ${damage === "none" ? "none" : `${damage}: ${why}`}`),
};

if (!values["no-control"]) {
  console.error(`the control, twice ${attacks.length} attacks`);
  writeProofs(all, await attackControl(ROOT, options));
}
const tables: string[] = [];
let isGood = true;
for (const level of values.control ? [] : await levels()) {
  console.error(`level L${level}, ${attacks.length} attacks`);
  const { outcomes, left } = await attackGrader(level, options);
  isGood &&= left.length === 0 && outcomes.every(({ damage }) => damage === "none");
  tables.push(tableOf(level, outcomes, left));
}
const text = report(tables);
console.log(text);
if (values.write) writeFileSync(FILE, text);
process.exitCode = isGood ? 0 : 1;

async function levels(): Promise<Level[]> {
  if (values.level !== "")
    return words(values.level).map((one) => Number(one.replace("L", "")) as Level);
  const { level } = await examineSandbox();
  return ([3, 2] as const).filter((one) => one <= level);
}

function tableOf(level: Level, outcomes: readonly Outcome[], left: readonly string[]): string {
  const rows = rowsOf(attacks, outcomes, readProofs());
  const lines = rows.map(
    ({ category, attacks: count, proved, stopped, notStopped, notAsked }) =>
      `| ${[category.number, category.title, count, proved, stopped, notStopped.length, notAsked].join(" | ")} |`,
  );
  const notStopped = rows
    .flatMap((row) => row.notStopped)
    .map(({ id, damage, why }) => `- ${id}: ${damage}: ${why}`);
  return [
    `## Level L${level}`,
    "",
    "| | category | attacks | bite the control | stopped | not stopped | not asked |",
    "|---|---|---|---|---|---|---|",
    ...lines,
    "",
    ...(notStopped.length + left.length === 0 ? ["All are stopped; nothing is left."] : notStopped),
    ...left.map((one) => `- at the end ${one}`),
  ].join("\n");
}

function report(found: readonly string[]): string {
  const proofs = readProofs();
  const biting = attacks.filter(({ id }) => proofs[id] !== undefined);
  const bites = (variant: "kept" | "restored", damage: string): number =>
    biting.filter(({ id }) => proofs[id]?.[variant]?.startsWith(damage)).length;
  const minutes = ((performance.now() - begun) / 60_000).toFixed(0);
  const load = loadavg()[0]!.toFixed(1);
  return `# Attacks on the grader

Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}, shared and noisy; load ${load}), ${type()} ${release()}, Node ${process.versions.node}.
Command: \`pnpm experiment:attacks --write\`, ${minutes} minutes. The attacks are in packages/grade/attacks.

${attacks.length} attacks; ${biting.length} of them beat or harm a grader that runs vitest in the student's folder and
believes what it says. The others are probes: they are run, and prove nothing.

| the naive grader | forged | harmed | of |
|---|---|---|---|
| tests and settings of the student's, exit code | ${bites("kept", "forged")} | ${bites("kept", "harmed")} | ${attacks.length} |
| tests and settings restored, JSON report | ${bites("restored", "forged")} | ${bites("restored", "harmed")} | ${attacks.length} |

"Not asked": the attack is on points that this grader does not give. Stopped means: no point that was
not earned, nothing left running or written, nothing read, and who is graded next gets all points.

${found.join("\n\n")}

## What bites, and how

| attack | restored | kept |
|---|---|---|
${biting.map((attack) => proofRow(attack)).join("\n")}
`;

  function proofRow({ id }: Attack): string {
    const cell = (text: string | undefined): string =>
      (text ?? "").replaceAll("|", "/").slice(0, 70);
    return `| ${id} | ${cell(proofs[id]?.restored)} | ${cell(proofs[id]?.kept)} |`;
  }
}
