/**
 * The loop around the measured function: generated, one for each case.
 *
 * Why generated: the call in the loop has type feedback of its own, as if the program called nothing
 * else. Identical text is not enough for that: V8's cache of compiled sources hands back the same
 * function with the feedback of its first user. Each text therefore carries a number of its own.
 * Feedback inside the measured function and its helpers is shared all the same; only a process of its
 * own separates that.
 *
 * Results are consumed: numbers are summed, everything else becomes the value of the next turn, which
 * V8 must compute although only the last one is used. About 1 ns a call: docs/measurements/bench.md.
 */

/** How a result is consumed: by what the first call returned. */
export type Consume = "sum" | "last";

export interface LoopShape {
  readonly consume: Consume;
  readonly isAsync: boolean;
  readonly isChained: boolean;
}

type Call = (input: unknown) => unknown;

/** Calls `fn` k times, with inputs[0], inputs[1] ... in turn; gives the sum or the last result. */
export type Loop = (fn: Call, inputs: readonly unknown[], count: number, k: number) => unknown;

let made = 0;

export function makeLoop({ consume, isAsync, isChained }: LoopShape): Loop {
  const wait = isAsync ? "await " : "";
  const call = `${wait}fn(${isChained ? "value" : "inputs[j]"})`;
  const step = isChained
    ? `value = ${call};`
    : `acc ${consume === "sum" ? "+=" : "="} ${call};\n      if (++j === count) j = 0;`;
  const source = `
  // loop ${made++}
  return ${isAsync ? "async " : ""}function batch(fn, inputs, count, k) {
    let acc = 0, j = 0, value = inputs[0];
    for (let i = 0; i < k; i++) {
      ${step}
    }
    return ${isChained ? "value" : "acc"};
  };`;
  return new Function(source)() as Loop;
}

/** Booleans add up like numbers. */
export function consumeOf(firstResult: unknown): Consume {
  return typeof firstResult === "number" || typeof firstResult === "boolean" ? "sum" : "last";
}
