/** What the content lint's rules about files and texts find in a temporary lab. */
import { dirname } from "node:path";
import type { Fault } from "../../src/lint/fault.ts";
import { lintLab } from "../../src/lint/lint.ts";
import { type LabFiles, makeLab, writeFiles } from "./temporary-lab.ts";

/** A stray file is a fault with which the lint does not run the tests: nothing here needs them. */
const STRAY = "stray.txt";

export const rootOf = (lab: string): string => dirname(dirname(lab));

export async function faultsIn(lab: string): Promise<Fault[]> {
  writeFiles(lab, { [STRAY]: "" });
  const { faults } = await lintLab(rootOf(lab), lab);
  return faults.filter(({ file }) => file !== STRAY);
}

/** What is found in the sound lab after some changes. */
export const faultsAfter = (changes: LabFiles): Promise<Fault[]> => faultsIn(makeLab(changes));
