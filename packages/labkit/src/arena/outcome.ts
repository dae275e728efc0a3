/** What a child process reports of one test file run against one variant. Plain data. */
import type { TodoInfo } from "../todo.ts";

export interface TestOutcome {
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly message?: string;
  readonly stack?: string;
  /** It failed because its time was up: by its own fault, or because the machine was busy. */
  readonly timedOut?: true;
  /** How often `expect` was called in it. */
  readonly assertions: number;
  /** Not run, because of a `.skip` or `.todo`, or of an `.only` somewhere else in its file. */
  readonly isLeftOut?: true;
  /** Written with `test.fails`: passes when its body fails. */
  readonly expectsFailure: boolean;
}

export interface SpecRun {
  readonly tests: readonly TestOutcome[];
  /** The file itself could not be loaded, or the process died. */
  readonly crash?: Crash;
  /** Errors that came when their test was already over: an `await` is missing. */
  readonly late: readonly string[];
  readonly todos: readonly TodoInfo[];
  /** How often the subject's functions were called, and objects of its classes made. */
  readonly made: number;
  readonly durationMs: number;
}

export interface Crash {
  readonly message: string;
  readonly stack: string;
  /** Its time was up. */
  readonly timedOut?: true;
}

/** Whether something took too long, so that another run may come to another end. */
export function ranOutOfTime({ crash, tests }: SpecRun): boolean {
  return crash?.timedOut === true || tests.some(({ timedOut }) => timedOut);
}

/** Whether the tests, taken together, say that something is wrong. */
export function foundFault(run: SpecRun): boolean {
  return run.crash !== undefined || run.tests.some(({ passed }) => !passed);
}

/** One job of a child process. */
export interface Job {
  readonly id: number;
  /** Bundled test file. */
  readonly spec: string;
  readonly variant: string;
  readonly limitMs: number;
  /** Let no assertion fail: shows which `test.fails` fails for another reason. */
  readonly deaf: boolean;
}

export interface JobResult {
  readonly id: number;
  readonly run: SpecRun;
}
