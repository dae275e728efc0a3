/**
 * Several commands run in turn, so that whatever slows the machine for a while slows all of them:
 * A B, then B A, then A B again. Comparing the first half of an hour with the second would measure
 * the neighbours.
 */
import type { TimeResult } from "./result.ts";

export interface RunsInTurn {
  /** For each command its results, as many as rounds were finished. */
  readonly results: readonly (readonly TimeResult[])[];
  /** The result that ended it early: its exit code was not 0. */
  readonly failed: { readonly index: number; readonly result: TimeResult } | undefined;
}

/** @param runOnce runs a command by its index */
export async function timeInTurn(
  commands: number,
  rounds: number,
  runOnce: (index: number) => Promise<TimeResult>,
): Promise<RunsInTurn> {
  const results: TimeResult[][] = Array.from({ length: commands }, () => []);
  const forth = results.map((_, index) => index);
  for (let round = 0; round < rounds; round++) {
    for (const index of round % 2 === 0 ? forth : forth.toReversed()) {
      const result = await runOnce(index);
      if (result.exit !== 0) return { results, failed: { index, result } };
      results[index]!.push(result);
    }
  }
  return { results, failed: undefined };
}
