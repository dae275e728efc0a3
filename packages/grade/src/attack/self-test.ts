/**
 * The self-test of an installation: hostile submissions, graded for real, and what became of them.
 * None may get points that it has not earned, or do harm.
 */
import { dirname } from "node:path";
import { type Lab, UsageError } from "@hpts/labkit/lab";
import type { Level } from "../sandbox/level.ts";
import { lookAtMachine } from "../sandbox/machine.ts";
import { type Attack, HONEST, type Outcome } from "./attack.ts";
import { type Control, openControl, VARIANTS, type Variant } from "./control.ts";
import { openTarget } from "./ours.ts";

export type { Attack, Category, Damage, Outcome } from "./attack.ts";
export { readCatalogue } from "./catalogue.ts";
export { VARIANTS, type Variant } from "./control.ts";
export { type Proofs, readProofs, writeProofs } from "./proofs.ts";
export { type AttackRow, rowsOf } from "./table.ts";

export interface SelfTestOptions {
  readonly attacks: readonly Attack[];
  /** By its id. */
  readonly labOf: (id: string) => Lab;
  /** How many at a time. @default 1 */
  readonly jobs?: number;
  readonly onOutcome?: (outcome: Outcome, done: number) => void;
}

export interface SelfTest {
  /** In the order of the attacks. */
  readonly outcomes: readonly Outcome[];
  /** What was left on the machine at the end, in words. */
  readonly left: readonly string[];
}

/** The weakest level whose sandbox holds what an attack does; below it they would do real harm. */
const WEAKEST: Level = 2;

/** @throws UsageError for a level that would not protect this machine */
export async function attackGrader(level: Level, options: SelfTestOptions): Promise<SelfTest> {
  if (level < WEAKEST) {
    throw new UsageError(
      `attacks run at L2 and L3 only: at L${level} they would harm this machine; hpts grade doctor says what is missing`,
    );
  }
  const { attacks, labOf, jobs = 1, onOutcome } = options;
  const targets = await Promise.all(
    Array.from({ length: Math.min(jobs, attacks.length) }, () =>
      openTarget(level, labOf("modeling"), jobs === 1),
    ),
  );
  const outcomes = await inParallel(attacks, targets, onOutcome, (attack, target) =>
    target.attack(attack, labOf(attack.lab)),
  );
  const left: string[] = [];
  for (const target of targets) left.push(...(await target.close()));
  return { outcomes, left };
}

/** What the attacks do to a naive grader. @param root the course @throws UsageError without a box */
export async function attackControl(
  root: string,
  options: SelfTestOptions & { readonly variants?: readonly Variant[] },
): Promise<Readonly<Record<Variant, readonly Outcome[]>>> {
  const machine = lookAtMachine();
  if (machine.bwrap === undefined) {
    throw new UsageError(
      "the control runs in a box of bubblewrap, which is not here (Debian package bubblewrap)",
    );
  }
  const { attacks, labOf, jobs = 1, onOutcome, variants = VARIANTS } = options;
  const control = openControl(machine, root);
  await demandHonest(control, labOf("modeling"));
  const found: Record<Variant, readonly Outcome[]> = { kept: [], restored: [] };
  let before = 0;
  for (const variant of variants) {
    const report = (outcome: Outcome, done: number): void => onOutcome?.(outcome, before + done);
    const boxes = Array.from({ length: jobs }, () => control);
    found[variant] = await inParallel(attacks, boxes, report, (attack, box) =>
      box.grade(attack, labOf(attack.lab), variant),
    );
    before += attacks.length;
  }
  control.close();
  return found;
}

/** Where a right solution does not pass, the box is to blame, and nothing bites. @throws UsageError */
async function demandHonest(control: Control, lab: Lab): Promise<void> {
  const { damage, why } = await control.grade(HONEST, lab, "restored");
  if (damage === "none") return;
  control.close();
  throw new UsageError(
    `the control cannot grade a right solution on this machine (${why}): bubblewrap must be able to start, and ${dirname(dirname(lab.dir))} to be read`,
  );
}

/** Whoever is free takes the next one. */
async function inParallel<T>(
  attacks: readonly Attack[],
  workers: readonly T[],
  onOutcome: SelfTestOptions["onOutcome"],
  run: (attack: Attack, worker: T) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = new Array(attacks.length);
  let next = 0;
  let done = 0;
  const work = async (worker: T): Promise<void> => {
    while (next < attacks.length) {
      const at = next++;
      const outcome = await run(attacks[at]!, worker);
      outcomes[at] = outcome;
      onOutcome?.(outcome, ++done);
    }
  };
  await Promise.all(workers.map(work));
  return outcomes;
}
