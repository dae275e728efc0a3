/** What the numbers stand for that the instrumented code counts with. */

export interface FunctionEntry {
  /** Unique in the thread, from 1. */
  readonly id: number;
  readonly name: string;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly column: number;
  /** Offsets of its text, to find functions by place. */
  readonly start: number;
  readonly end: number;
}

/** A statement's line in a function. */
export interface LineEntry {
  /** Unique in the thread, from 1. */
  readonly id: number;
  readonly functionId: number;
  readonly line: number;
}

/** Gives numbers that no other file of the thread has. */
export interface Numbering {
  function(): number;
  line(): number;
}
