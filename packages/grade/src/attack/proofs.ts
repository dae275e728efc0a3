/**
 * Which attacks have beaten or harmed the control, kept with the catalogue: `proofs.json`. An attack
 * without a proof is a probe: it is run, and counts for nothing.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Attack, Outcome } from "./attack.ts";
import { ATTACKS_DIR } from "./catalogue.ts";
import { VARIANTS, type Variant } from "./control.ts";

/** Id -> variant -> what it did: "forged: M5 passed". */
export type Proofs = Readonly<Record<string, Readonly<Partial<Record<Variant, string>>>>>;

const FILE = join(ATTACKS_DIR, "proofs.json");

export function readProofs(): Proofs {
  return JSON.parse(readFileSync(FILE, "utf8")) as Proofs;
}

/** Replaces the proofs of these attacks; those of attacks that are gone go as well. */
export function writeProofs(
  all: readonly Attack[],
  found: Readonly<Record<Variant, readonly Outcome[]>>,
): Proofs {
  const proofs: Record<string, Partial<Record<Variant, string>>> = { ...readProofs() };
  for (const { id } of VARIANTS.flatMap((variant) => found[variant])) proofs[id] = {};
  for (const variant of VARIANTS) {
    for (const { id, damage, why } of found[variant]) {
      if (damage !== "none") proofs[id]![variant] = `${damage}: ${why}`.slice(0, 160);
    }
  }
  const kept = all.flatMap(({ id }) => {
    const proof = proofs[id];
    return proof === undefined || Object.keys(proof).length === 0 ? [] : [[id, proof] as const];
  });
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  return Object.fromEntries(kept);
}
