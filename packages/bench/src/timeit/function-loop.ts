/**
 * The loop around a function that the caller already has.
 *
 * Generated anew each time, with a text of its own: from the same text V8 would take the same
 * compiled code, and with it the type feedback of the function timed before.
 */
import { randomUUID } from "node:crypto";
import { StatementError } from "./statement-error.ts";
import type { Loop } from "./timer.ts";

/** @param setup done before each run */
export async function functionLoop(
  statement: () => unknown,
  setup?: string | (() => void),
): Promise<Loop> {
  if (typeof setup === "string") {
    throw new TypeError("the setup of a function must be a function, got a string");
  }
  const isAsync = Object.getPrototypeOf(statement) !== Function.prototype;
  const loop = makeLoop(statement, isAsync);
  return async (number, clock) => {
    try {
      setup?.();
      return await loop(number, clock);
    } catch (error) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new StatementError("HPTS_BENCH_THREW", message, { place: undefined, cause: error });
    }
  };
}

/** @param isAsync whether each result is to be awaited */
function makeLoop(statement: () => unknown, isAsync: boolean): Loop {
  const make = new Function(
    "statement",
    `/* ${randomUUID()} */
    return ${isAsync ? "async " : ""}function (number, clock) {
      const kept = [0, 0, 0, 0, 0, 0, 0, 0];
      globalThis.__timeitKept = kept;
      const start = clock();
      for (let i = 0; i < number; i++) kept[i & 7] = ${isAsync ? "await " : ""}statement();
      return clock() - start;
    };`,
  );
  return make(statement) as Loop;
}
