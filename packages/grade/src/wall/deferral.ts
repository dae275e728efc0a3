/**
 * Calls that are made later. A benchmark calls the test's function 30,000 times, and each time the
 * answer is nothing: waiting for it would take seconds.
 *
 * A function that has given undefined many times in a row, and changed nothing that this side sees,
 * is taken to go on like that: its calls are noted, and travel with the next message. The other side
 * makes them then, in order, and looks whether that was true. If it was not, everything since is
 * done again, without deferral.
 */
import type { Value } from "./message.ts";
import { decodeScalar, encodeScalar, WallError } from "./scalars.ts";

/** Function, whether something was awaited before, arguments. */
export type DeferredCall = readonly [target: number, turned: 0 | 1, ...args: Value[]];

/** After so many answers without anything in them. */
const TRUSTED_AFTER = 8;
const MOST_NOTED = 2_000;
const MAX_ARGS = 4;

export class Deferral {
  readonly #silent = new Map<number, number>();
  #noted: DeferredCall[] = [];

  /** Notes the call, if its answer is known. */
  tryDefer(target: number, args: readonly unknown[], hasTurned: boolean): boolean {
    const isSilent = (this.#silent.get(target) ?? 0) >= TRUSTED_AFTER;
    if (!isSilent || this.#noted.length >= MOST_NOTED) return false;
    if (args.length > MAX_ARGS || args.some(isObject)) return false;
    this.#noted.push([target, hasTurned ? 1 : 0, ...args.map(encodeScalar)]);
    return true;
  }

  /** @param isSilent the answer was undefined, and nothing had changed */
  noteAnswer(target: number, isSilent: boolean): void {
    this.#silent.set(target, isSilent ? (this.#silent.get(target) ?? 0) + 1 : 0);
  }

  take(): DeferredCall[] {
    const noted = this.#noted;
    if (noted.length > 0) this.#noted = [];
    return noted;
  }
}

/** A deferred call has given something after all. */
export class DeferralError extends Error {
  override readonly name = "DeferralError";
}

/**
 * Makes one of the calls.
 *
 * @throws DeferralError if it gives anything, WallError for what is no call
 */
export function makeDeferred(call: unknown, functionOf: (id: number) => unknown): void {
  if (!Array.isArray(call) || call.length > MAX_ARGS + 2) throw new WallError("no deferred call");
  const [target, , ...args] = call as unknown[];
  const fn = functionOf(target as number);
  if (typeof fn !== "function") throw new WallError("what is called is no function");
  let given: unknown;
  try {
    given = Reflect.apply(fn, undefined, args.map(decodeScalar));
  } catch (cause) {
    throw new DeferralError("a deferred call has thrown", { cause });
  }
  if (given !== undefined) throw new DeferralError("a deferred call has given a value");
}

const isObject = (value: unknown): boolean =>
  (typeof value === "object" && value !== null) || typeof value === "function";
