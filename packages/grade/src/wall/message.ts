/**
 * What travels over the wall. One side has the turn; with every message it hands the turn over, and
 * with it everything that has changed in the objects that both sides know.
 *
 *     judge                                 answerer (in the sandbox)
 *       | -- call evolve, objects -->         |
 *       |                                     |   student's code runs
 *       | <-- call the clock, changes --      |   ... and calls a function of the test
 *       | -- return 1200, changes -->         |
 *       | <-- return, changes ------          |
 */

import type { DeferredCall } from "./deferral.ts";
import type { PlainArgs } from "./foresight.ts";

/** A value in JSON: what JSON has no word for is an object with one key. */
export type Value =
  | null
  | boolean
  | number
  | string
  /** Undefined, and all that cannot cross: symbols, ... */
  | { readonly u: 0 }
  /** NaN, Infinity, -Infinity, -0 */
  | { readonly d: string }
  | { readonly b: string }
  /** An object that both sides know by this number. */
  | { readonly r: number };

/** What an object is now; sent when it crosses for the first time, and again when it has changed. */
export type ObjectState =
  | { readonly i: number; readonly t: "array" | "set" | "map"; readonly v: readonly Value[] }
  /** An array of numbers only: part `p` has them as doubles. */
  | { readonly i: number; readonly t: "numbers"; readonly p: number }
  | { readonly i: number; readonly t: "typed"; readonly n: string; readonly p: number }
  | {
      readonly i: number;
      readonly t: "object";
      readonly k: readonly string[];
      readonly v: readonly Value[];
      /** Number of its class; none for plain data. */
      readonly c?: number;
    }
  | {
      readonly i: number;
      readonly t: "function";
      readonly n: string;
      /** Number of the class that it makes. */
      readonly c?: number;
    }
  | {
      readonly i: number;
      readonly t: "error";
      /** The built-in class, such as "RangeError". */
      readonly c: string;
      readonly n: string;
      readonly m: string;
      readonly s: string;
    }
  | { readonly i: number; readonly t: "promise" };

/** What can be asked of the objects of a class, besides their fields. */
export interface ClassShape {
  readonly c: number;
  readonly n: string;
  readonly methods: readonly string[];
  readonly getters: readonly string[];
  readonly setters: readonly string[];
}

export interface Settled {
  readonly i: number;
  readonly isRejected: boolean;
  readonly value: Value;
}

export type Kind =
  | "load"
  /** Judge: this module of mine may be asked. */
  | "give"
  /** Judge: what has crossed so far is no longer kept alike. */
  | "forget"
  | "call"
  /** Judge: many calls of a function, see foresight.ts. */
  | "calls"
  | "construct"
  | "method"
  | "get"
  | "set"
  | "return"
  | "throw"
  /** Judge: run your event loop. */
  | "run"
  /** Promises were settled. */
  | "settled"
  /** Answerer: nothing goes on here before one of your promises is settled. */
  | "waiting";

export interface Message {
  readonly kind: Kind;
  /** Of a request: new and random. Of an answer: that of its request. */
  readonly id: string;
  /** The function, or the number of the class. */
  readonly target?: number;
  /** Of a method or accessor; of a module to load. */
  readonly name?: string;
  readonly self?: Value;
  readonly args?: readonly Value[];
  /** Arguments of many calls, and what they have given. */
  readonly calls?: readonly PlainArgs[];
  readonly answers?: readonly Value[];
  readonly value?: Value;
  readonly settled?: readonly Settled[];
  /** What was met that the student has still to write. */
  readonly todos?: readonly string[];
  /** Promises were awaited since the last message. */
  readonly turned?: boolean;
  /** Calls whose answer was not waited for. */
  readonly deferred?: readonly DeferredCall[];
  readonly classes?: readonly ClassShape[];
  readonly objects?: readonly ObjectState[];
}
