/**
 * Calls that are made earlier. A test calls a function a thousand times with numbers, for every
 * submission the same ones: each time waiting for the answer takes most of what grading takes.
 *
 * What a check has called is remembered, and when it begins to call the same for another submission,
 * all of these calls are asked at once, in their order. Their answers are given to the test one by
 * one, as it comes to ask. As soon as it asks anything else, the whole submission is judged again,
 * without foresight: a result never depends on who was graded before.
 */
import { DeferralError } from "./deferral.ts";
import type { Value } from "./message.ts";

/** Arguments that are no objects, and the same in JSON. */
export type PlainArgs = readonly (number | string | boolean)[];

/** Calls of one function, with nothing between them. */
export interface Calls {
  readonly name: string;
  readonly calls: readonly PlainArgs[];
}

const LEAST_CALLS = 16;
const MOST_CALLS = 4_000;
const MOST_RUNS = 50;

interface Ahead {
  readonly target: number;
  readonly calls: readonly PlainArgs[];
  readonly answers: readonly Value[];
  at: number;
}

/** Of one check. */
export class Foresight {
  readonly #known: readonly Calls[];
  #nextKnown = 0;
  #ahead: Ahead | undefined;
  #hasAsked = false;
  readonly #noted: { name: string; target: number; calls: PlainArgs[]; end: number }[] = [];

  /** @param known what the check has called before */
  constructor(known: readonly Calls[] = []) {
    this.#known = known;
  }

  /** Answers have come that nobody has asked for yet. */
  get isAhead(): boolean {
    return this.#ahead !== undefined;
  }

  /** Whether anything was asked before it was its turn. */
  get hasAsked(): boolean {
    return this.#hasAsked;
  }

  /** What is worth to be asked at once another time. */
  get noted(): readonly Calls[] {
    return this.#noted
      .filter(({ calls }) => calls.length >= LEAST_CALLS && calls.length <= MOST_CALLS)
      .map(({ name, calls }) => ({ name, calls }));
  }

  /** The answer to this call, if it has come already. @throws DeferralError if it was another one */
  take(target: number, args: PlainArgs): Value | undefined {
    const ahead = this.#ahead;
    if (ahead === undefined) return undefined;
    if (target !== ahead.target || !areSame(args, ahead.calls[ahead.at]!)) throw notForeseen();
    const answer = ahead.answers[ahead.at]!;
    if (++ahead.at === ahead.calls.length) this.#ahead = undefined;
    return answer;
  }

  /** What to ask for together with this call. */
  startingWith(name: string, args: PlainArgs): readonly PlainArgs[] | undefined {
    const run = this.#known[this.#nextKnown];
    if (run === undefined || run.name !== name || !areSame(args, run.calls[0]!)) return undefined;
    this.#nextKnown++;
    this.#hasAsked = true;
    return run.calls;
  }

  came(target: number, calls: readonly PlainArgs[], answers: readonly Value[]): void {
    this.#ahead = { target, calls, answers, at: 0 };
  }

  /** @param count how many messages were sent so far */
  note(target: number, name: string, args: PlainArgs, count: number): void {
    const last = this.#noted.at(-1);
    if (last?.target === target && last.end === count - 1) {
      last.end = count;
      if (last.calls.length <= MOST_CALLS) last.calls.push(args);
    } else if (this.#noted.length < MOST_RUNS || last!.calls.length < LEAST_CALLS) {
      if (last !== undefined && last.calls.length < LEAST_CALLS) this.#noted.pop();
      this.#noted.push({ name, target, calls: [args], end: count });
    }
  }
}

export const notForeseen = (cause?: unknown): DeferralError =>
  new DeferralError("what was asked ahead is not what is asked", { cause });

export function isPlain(args: readonly unknown[]): args is PlainArgs {
  return args.every(
    (value) =>
      typeof value === "string" ||
      typeof value === "boolean" ||
      (typeof value === "number" && Number.isFinite(value) && !Object.is(value, -0)),
  );
}

function areSame(a: PlainArgs, b: PlainArgs): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
