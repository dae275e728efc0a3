/**
 * What grading knows of a lab besides its own tests: in packages/grade/src/labs, outside of what
 * students get.
 */
export interface LabPlan {
  readonly id: string;
  /** What a submission may import. */
  readonly libraries: readonly string[];
  /**
   * Modules that the judge runs itself, and that a submission's code only asks: specifier -> file of
   * the lab, or "own:programs" (labs/programs.ts).
   */
  readonly given: Readonly<Record<string, string>>;
  /** Methods of the judge's own classes that a submission may call, by the name of the class. */
  readonly exposed: Readonly<Record<string, readonly string[]>>;
  /**
   * Files of the lab's tests that run beside the submission, by their path below the lab, and what
   * they are called there: they look at its process, as counters do. What they say is a claim of
   * that process, as any answer of it.
   */
  readonly inside: Readonly<Record<string, string>>;
  /**
   * Files of the lab's tests that run what was handed in as text: in a sandbox of their own, where no
   * file of the submission is. Path below the lab -> what they are called there.
   */
  readonly apart: Readonly<Record<string, string>>;
  /** Libraries that have another form in the sandbox: specifier -> module of @hpts/grade. */
  readonly standIns: Readonly<Record<string, string>>;
  /** Files of the lab's tests that hidden cases use, by their path below the lab. */
  readonly helpers: readonly string[];
  /**
   * Where the answer is a suite of tests: its files, which run in sandboxes of their own, and what
   * they import as the program under test, which stays here.
   */
  readonly arena?: { readonly specs: readonly string[]; readonly subject: string };
  /** Exercises that ask for speed: the file below the lab to be compared with, and how many particles. */
  readonly races?: Readonly<
    Record<string, { readonly baseline: string; readonly particles: number }>
  >;
  /** Checks may take so many times as long as in the lab: each callback crosses the wall. */
  readonly patience: number;
  /** Exercises that cannot be judged through the wall, and why: they are not graded. */
  readonly notGraded: Readonly<Record<string, string>>;
}
