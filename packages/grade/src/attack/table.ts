/** Outcomes by category. Pure. */
import type { Attack, Category, Outcome } from "./attack.ts";
import type { Proofs } from "./proofs.ts";

export interface AttackRow {
  readonly category: Category;
  readonly attacks: number;
  /** Have beaten or harmed the control. */
  readonly proved: number;
  readonly stopped: number;
  readonly notStopped: readonly Outcome[];
  /** Asked for nothing that is graded. */
  readonly notAsked: number;
}

/** @param outcomes in the order of the attacks */
export function rowsOf(
  attacks: readonly Attack[],
  outcomes: readonly Outcome[],
  proofs: Proofs,
): AttackRow[] {
  const categories = new Map(attacks.map(({ category }) => [category.number, category]));
  return [...categories.values()].map((category) => {
    const pairs = attacks
      .map((attack, i) => ({ attack, outcome: outcomes[i]! }))
      .filter(({ attack }) => attack.category.number === category.number);
    const asked = pairs.filter(({ outcome }) => outcome.isAsked);
    const notStopped = pairs
      .map(({ outcome }) => outcome)
      .filter(({ damage }) => damage !== "none");
    return {
      category,
      attacks: pairs.length,
      proved: pairs.filter(({ attack }) => proofs[attack.id] !== undefined).length,
      stopped: asked.filter(({ outcome }) => outcome.damage === "none").length,
      notStopped,
      notAsked: pairs.length - asked.length,
    };
  });
}
