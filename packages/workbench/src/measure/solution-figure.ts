/** How fast the solution is, against the starter that was handed out: its figure, and nothing else. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CompareOptions, type Comparison, compare } from "@hpts/bench/compare";
import { textOf } from "./last-code.ts";
import { speedFile } from "./measurable.ts";
import { readMeasured, updateMeasured } from "./measured-file.ts";

/**
 * Both sides are the author's, so it is measured once for each state of them.
 *
 * @param handedOut the speed file of a stage with the starter as it was handed out
 * @returns none if it could not be measured: what would be said could quote the solution
 */
export async function solutionFigure(
  labDir: string,
  name: string,
  handedOut: string,
  options: CompareOptions,
): Promise<Comparison | undefined> {
  const file = speedFile(labDir, name);
  const hash = createHash("sha256")
    .update(process.version)
    .update(readFileSync(file))
    .update(textOf(join(labDir, "solution")))
    .digest("hex");
  const kept = readMeasured(labDir).solutions[name];
  if (kept?.hash === hash) return kept.comparison;
  const found = await compare({ file: handedOut }, { file, conditions: ["solution"] }, options);
  if (!("ratio" in found) || !Number.isFinite(found.ratio)) return undefined;
  const comparison = { ...found, notes: [] };
  updateMeasured(labDir, ({ solutions }) => ({
    solutions: { ...solutions, [name]: { hash, comparison } },
  }));
  return comparison;
}
