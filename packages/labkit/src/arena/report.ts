/** What the arena found out about a suite of tests, and how to say it to the student. */

import type { Catalogue, Mutant, Variant } from "./catalogue.ts";
import { foundFault, type SpecRun } from "./outcome.ts";
import type { SpecRuns } from "./spec-runs.ts";

/** A correct variant that the suite calls wrong. */
export interface Rejection {
  readonly variant: string;
  /** The test that failed, and what it said. */
  readonly test: string;
  readonly message: string;
  readonly stack: string;
  /** It failed in some of the runs and passed in others. */
  readonly isUnsteady: boolean;
  /** Nothing was found wrong; it only took too long. */
  readonly timedOut: boolean;
}

export interface TestReport {
  readonly name: string;
  /** How many mutants it finds by itself. */
  readonly kills: number;
  readonly assertions: number;
  /** A `.skip` on it, or an `.only` on another test, keeps it from being run. */
  readonly isLeftOut?: true;
}

export class ArenaReport {
  readonly #catalogue: Catalogue;
  readonly #specs: readonly SpecRuns[];

  constructor(catalogue: Catalogue, specs: readonly SpecRuns[]) {
    this.#catalogue = catalogue;
    this.#specs = specs;
  }

  /** The correct variants that some test calls wrong; must be empty. */
  get rejections(): Rejection[] {
    const { correct } = this.#catalogue;
    return correct.flatMap((variant, index) => {
      const found = this.#specs.flatMap((spec) =>
        rejectionIn(spec, variant, index, correct.length),
      );
      return found.slice(0, 1);
    });
  }

  /** The mutants that some test finds; none as long as a correct variant is rejected. */
  get killed(): Mutant[] {
    if (this.rejections.length > 0) return [];
    return this.#catalogue.mutants.filter((_mutant, index) =>
      this.#specs.some(({ mutants }) => mutants[index] != null && foundFault(mutants[index])),
    );
  }

  get survivors(): Mutant[] {
    const killed = new Set(this.killed);
    return this.#catalogue.mutants.filter((mutant) => !killed.has(mutant));
  }

  /** Share of the mutants that are killed, 0..1. */
  get killedShare(): number {
    return this.killed.length / this.#catalogue.mutants.length;
  }

  /** Tests of the suite, in order, with how many mutants each of them finds by itself. */
  get tests(): TestReport[] {
    return this.#specs.flatMap(({ correct, mutants }) =>
      (correct[0]?.tests ?? []).map(({ name, assertions, isLeftOut = false }, index) => {
        const kills = mutants.filter((run) => run?.tests[index]?.passed === false).length;
        return { name, kills, assertions, ...(isLeftOut && { isLeftOut }) };
      }),
    );
  }

  /** Errors that came after their test was over, once each. */
  get late(): string[] {
    const runs = this.#specs.flatMap(({ correct, mutants }) => [...correct, ...mutants]);
    return [...new Set(runs.flatMap((run) => run?.late ?? []))];
  }

  /** Whether the subject was used at all; a file that crashed is not accused of that as well. */
  get usesSubject(): boolean {
    const runs = this.#specs.flatMap(({ correct }) => correct.filter((run) => run !== null));
    return runs.some(({ made, crash }) => made > 0 || crash !== undefined);
  }

  /** The first rejection as a sentence; what a student reads when tests are over-strict. */
  describeRejection(): string {
    const { rejections } = this;
    const inTime = rejections.filter(({ timedOut }) => !timedOut);
    // What comes and goes explains the rest: where dice are thrown, some fall the same way thrice.
    const first = inTime.find(({ isUnsteady }) => isUnsteady) ?? inTime[0] ?? rejections[0];
    if (first === undefined) return "";
    const { correct } = this.#catalogue;
    if (first.timedOut) {
      return (
        `"${first.test}" took too long on a correct simulator: it ${first.message}. ` +
        "Either it computes too much, or this machine was busy: then run it once more"
      );
    }
    const unsteady = first.isUnsteady ? " (and only sometimes: is something random in it?)" : "";
    return (
      `over-strict: "${first.test}" fails on a simulator that is right${unsteady}: ${first.message}. ` +
      `${rejections.length} of ${correct.length} correct simulators are rejected; as long as one is, nothing counts`
    );
  }

  /** One line a family of survivors: what goes wrong, not what was changed. */
  describeSurvivors(): string[] {
    const behaviours = this.survivors.map(({ behaviour }) => behaviour);
    return [...new Set(behaviours)].map((behaviour) => {
      const count = behaviours.filter((one) => one === behaviour).length;
      return count === 1 ? behaviour : `${behaviour} (${count} such mutants survive)`;
    });
  }
}

function rejectionIn(
  { correct }: SpecRuns,
  variant: Variant,
  index: number,
  count: number,
): Rejection[] {
  const runs = correct.filter((run, i) => run !== null && i % count === index);
  const failed = runs.filter((run): run is SpecRun => run !== null && foundFault(run));
  // A test that says "wrong" is worth more words than one that was not done in time.
  const reasons = failed.map(reasonOf);
  const reason = reasons.find(({ timedOut }) => !timedOut) ?? reasons[0];
  if (reason === undefined) return [];
  return [{ variant: variant.id, isUnsteady: failed.length < runs.length, ...reason }];
}

type Reason = Pick<Rejection, "test" | "message" | "stack" | "timedOut">;

function reasonOf({ crash, tests }: SpecRun): Reason {
  if (crash !== undefined) {
    return { test: "the file", ...crash, timedOut: crash.timedOut === true };
  }
  const failed = tests.filter(({ passed }) => !passed);
  const test = failed.find(({ timedOut }) => !timedOut) ?? failed[0];
  const { name = "", message = "", stack = "", timedOut = false } = test ?? {};
  return { test: name, message, stack, timedOut };
}
