/**
 * What a student's tests are run against: programs that are right, computed in different ways, and
 * programs with one mistake each ("mutants"). Lives in a lab, `tests/arena/catalogue.ts`.
 */

/** The module under test, as the tests import it: names and values. */
export type Subject = Readonly<Record<string, unknown>>;

export interface Variant {
  /** Unique in the catalogue. */
  readonly id: string;
  /** A fresh subject that shares nothing with any other. */
  create(): Subject;
}

export interface Mutant extends Variant {
  /** The kind of mistake; several mutants share one. */
  readonly family: string;
  /**
   * What a user of the program would notice. Shown for a survivor, so it says what happens and
   * never what was changed.
   */
  readonly behaviour: string;
  /** Whether even the simplest test should find it. */
  readonly isGross?: boolean;
}

export interface Catalogue {
  /** How the tests import the subject: "#simulator". */
  readonly specifier: string;
  readonly correct: readonly Variant[];
  readonly mutants: readonly Mutant[];
}
