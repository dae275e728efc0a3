/** What a hostile submission is, and what can come of grading it. */

export interface Attack {
  /** Short and unique: "exit-on-load". */
  readonly id: string;
  readonly category: Category;
  /** What it tries, in a sentence that begins with a verb. */
  readonly tries: string;
  readonly lab: string;
  /** Exercises that are graded. */
  readonly asks: readonly string[];
  /** Those of them that it may pass, because it does them right. */
  readonly earns: readonly string[];
  /** Those of them that must not be lost: what goes wrong elsewhere is no matter of theirs. */
  readonly keeps: readonly string[];
  /** Path in the student's copy of the lab -> text; laid over a submission that is right. */
  readonly files: ReadonlyMap<string, string>;
  /** It is handed in and graded so often; the points of the last time count. */
  readonly gradings: number;
  /** Links, pipes, archives and the like, which no text can be. */
  readonly actions: readonly Action[];
}

export interface Category {
  readonly number: number;
  readonly title: string;
}

/** `make` names one of hand-in.ts; its words follow. */
export interface Action {
  readonly make: string;
  readonly words: readonly string[];
}

/** What a grader has let happen. `forged`: points that were not earned. */
export type Damage = "none" | "forged" | "harmed";

export interface Outcome {
  readonly id: string;
  readonly damage: Damage;
  /** Of what kind the harm is, or which points were forged; empty for none. */
  readonly why: string;
  /** Nothing that it asks for is graded by this grader. */
  readonly isAsked: boolean;
  readonly durationMs: number;
}

/** No attack at all: who is right must get all points, before and after the others. */
export const HONEST: Attack = {
  id: "honest",
  category: { number: 0, title: "" },
  tries: "to be right",
  lab: "modeling",
  asks: ["M1", "M5"],
  earns: ["M1", "M5"],
  keeps: ["M1", "M5"],
  gradings: 1,
  files: new Map(),
  actions: [],
};
