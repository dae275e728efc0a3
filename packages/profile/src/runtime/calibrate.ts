/**
 * What counting a call takes, measured in the very run whose calls were counted: a constant from
 * another run is wrong as soon as the machine has other work.
 */
import { tables } from "./own-thread.ts";
import { MOST_FUNCTIONS, NODE } from "./shared.ts";

/** A function that no program has; its node is left out of the result. */
export const CALIBRATION_ID: number = MOST_FUNCTIONS - 1;

const CALLS = 20_000;
const ROUNDS = 15;

interface Runtime {
  readonly e?: (id: number) => number;
  readonly x?: (node: number) => void;
}

/** @returns nanoseconds a call: the median of some rounds; 0 for engines that enter no tree */
export function callCostNs({ e, x }: Runtime): number {
  if (e === undefined || x === undefined) return 0;
  const { state } = tables;
  const before = state[NODE]!;
  const counted = (value: number): number => {
    const caller = e(CALIBRATION_ID);
    try {
      return value + 1;
    } finally {
      x(caller);
    }
  };
  const plain = (value: number): number => value + 1;
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const withTree = timed(() => loop(counted));
    costs.push((withTree - timed(() => plainLoop(plain))) / CALLS);
  }
  state[NODE] = before;
  costs.sort((a, b) => a - b);
  return Math.max(0, costs[ROUNDS >> 1]!) * 1e6;
}

function loop(fn: (value: number) => number): number {
  let value = 0;
  for (let i = 0; i < CALLS; i++) value = fn(value);
  return value;
}

/** A loop of its own: what V8 learns of one must not change the other. */
function plainLoop(fn: (value: number) => number): number {
  let value = 0;
  for (let i = 0; i < CALLS; i++) value = fn(value);
  return value;
}

/** Milliseconds. */
function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
