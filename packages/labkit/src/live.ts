/**
 * What moves on the page of a lab: `labs/<lab>/live.ts`, the author's file, gives `Live` as its default
 * export. It imports the student's code as `#lab/<module>`, and runs in a worker of the browser:
 * nothing of Node is there.
 *
 *     const live: Live = { start: ({ particles }) => ({ evolve: ..., places: ... }) };
 *     export default live;
 *
 * The workbench draws, keeps the time, and shows where the particles should be. When the student
 * saves, it calls `start` of the new code with the particles where the old code has left them, so
 * `start` must keep nothing of an earlier run.
 */

/** A place, in lengths, and a tangential speed, in lengths per time unit. */
export interface LiveParticle {
  readonly x: number;
  readonly y: number;
  readonly angVel: number;
}

export interface LiveSetup {
  readonly particles: readonly LiveParticle[];
  /** Which of `choices` the student has picked; the first if none has been. */
  readonly choice: string;
}

/** One way to look at it, to be picked by the student. */
export interface LiveChoice {
  /** Distinct in a lab. */
  readonly id: string;
  readonly label: string;
}

/** The student's code at work. */
export interface LiveRun {
  /**
   * Lets about `dt` time units pass, by the student's code.
   *
   * @returns how many steps of 0.00001 the code was asked for, if it was not `dt`
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a function without return is one of these
  evolve(dt: number): number | void;
  /** Where the particles are now, in their order. */
  places(): readonly { readonly x: number; readonly y: number }[];
  /** The student's own picture, to be drawn in place of the workbench's: a figure of @hpts/viz. */
  readonly figure?: object;
  /** One call of `evolve` is one frame of the student's own and cannot be shorter. @default false */
  readonly isWhole?: boolean;
}

export interface Live {
  /** What is shown, in a sentence or two. */
  readonly about: string;
  /** @default one way, without a name */
  readonly choices?: readonly LiveChoice[];
  /** How many particles may be asked for. @default 10000 */
  readonly mostParticles?: number;
  /**
   * Sets the student's code up.
   *
   * A `Todo` that it throws, or that `evolve` throws, means "not written yet": the page says so.
   */
  start(setup: LiveSetup): LiveRun;
}
