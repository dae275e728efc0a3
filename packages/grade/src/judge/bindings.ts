/** What the lab's tests import, as the judge means it: vitest, the lab's checks, the student's code. */
import type { Catalogue } from "@hpts/labkit/arena";
import type { WalledArena } from "./arena.ts";
import { afterAll, beforeAll, type CheckContext, demand, exercise } from "./checks.ts";
import { expect } from "./expect.ts";

/** Gives a function or class of the code under test, from whichever sandbox has it at the moment. */
export type Exported = (module: string, name: string) => (...args: unknown[]) => unknown;

export interface BindingState {
  /** Where the student's tests run; set by who has sandboxes. */
  openArena: (catalogue: Catalogue) => WalledArena;
  exported: Exported;
  /** What a test asks for that wants to know how fast a submission is. */
  demandSpeed: (exercise: string, advice: string, note: (line: string) => void) => void;
}

export interface Bindings {
  readonly [name: string]: unknown;
  lab(module: string): object;
}

export function runnersOf(): { bindings: Bindings; state: BindingState } {
  const state: BindingState = {
    demandSpeed: () => {
      throw new Error("the lab's plan has no races");
    },
    openArena: () => {
      throw new Error("the lab's plan has no arena");
    },
    exported: () => {
      throw new Error("the lab's tests asked for the submission before a check ran");
    },
  };
  const bindings: Bindings = {
    expect,
    exercise,
    demand,
    beforeAll,
    afterAll,
    demandSpeed: (race: { exercise: string; advice: string }, { note }: CheckContext) =>
      state.demandSpeed(race.exercise, race.advice, note),
    // What tests measure here is for a note to students; the judge's time is not for that.
    judgeInProcess: () => ({ verdict: "inconclusive" }),
    openArena: ({ catalogue }: { catalogue: Catalogue }) => state.openArena(catalogue),
    lab: (module) => new Proxy({}, { get: (_target, name) => stub(state, module, String(name)) }),
  };
  return { bindings, state };
}

/** A function or class of the submission; looked up at each call, for its sandbox may be a new one. */
function stub(state: BindingState, module: string, name: string): object {
  function exported(this: unknown, ...args: unknown[]): unknown {
    const found = state.exported(module, name);
    return new.target === undefined
      ? Reflect.apply(found, this, args)
      : (Reflect.construct(found, args) as unknown);
  }
  return exported;
}
