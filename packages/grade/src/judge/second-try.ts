/**
 * What the first answer leaves open is asked once more, in fresh sandboxes: what was too noisy to
 * tell, what ended where speed was measured, and whatever a fault of this machine has spoilt. Nobody
 * loses points by one bad moment of the machine, and nobody gains any: a second answer is judged by
 * the same rules.
 */
import { InfrastructureError, type Verdicts } from "./judge.ts";
import type { CheckResult } from "./messages.ts";

export interface Verdict extends Verdicts {
  /** Exercises that were asked twice. */
  readonly retried: readonly string[];
}

/**
 * @param ask judges these exercises
 * @param raced those that ask for speed
 * @throws InfrastructureError if both tries have failed
 */
export async function askTwice(
  ask: (exercises: readonly string[]) => Promise<Verdicts>,
  exercises: readonly string[],
  raced: readonly string[],
): Promise<Verdict> {
  let first: Verdicts;
  try {
    first = await ask(exercises);
  } catch (error) {
    if (!(error instanceof InfrastructureError)) throw error;
    return { ...(await ask(exercises)), retried: exercises };
  }
  const isOpen = ({ exercise, status }: CheckResult): boolean =>
    status === "inconclusive" ||
    (raced.includes(exercise) && (status === "timeout" || status === "error"));
  const open = exercises.filter((id) =>
    first.checks.some((check) => check.exercise === id && isOpen(check)),
  );
  if (open.length === 0) return { ...first, retried: [] };
  const second = await ask(open);
  return {
    checks: [...first.checks.filter(({ exercise }) => !open.includes(exercise)), ...second.checks],
    flags: [...new Set([...first.flags, ...second.flags])],
    restarts: first.restarts + second.restarts,
    retried: open,
  };
}
