/**
 * What counting a call takes, measured in the very run whose calls were counted, and at its end, when
 * V8 has made fast code of it: a constant from another run is wrong as soon as the machine has other
 * work.
 */
import { tables } from "./own-thread.ts";
import { CALIBRATION_ID, NODE } from "./shared.ts";
import { e, s } from "./tree.ts";

const CALLS = 10_000;
const ROUNDS = 48;

/** @returns nanoseconds a call: the lower quartile of the later half of some rounds */
export function callCostNs(): number {
  const before = tables.state[NODE]!;
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    costs.push((timed(countedLoop) - timed(plainLoop)) / CALLS);
  }
  tables.state[NODE] = before;
  const later = costs.slice(ROUNDS >> 1).sort((a, b) => a - b);
  return Math.max(0, later[later.length >> 2]!) * 1e6;
}

/** As instrument/dialect.ts writes it. */
function counted(value: number): number {
  const caller = e(CALIBRATION_ID);
  try {
    return value + 1;
  } finally {
    s[0] = caller;
  }
}

function plain(value: number): number {
  return value + 1;
}

function countedLoop(): number {
  let value = 0;
  for (let i = 0; i < CALLS; i++) value = counted(value);
  return value;
}

function plainLoop(): number {
  let value = 0;
  for (let i = 0; i < CALLS; i++) value = plain(value);
  return value;
}

/** Milliseconds. */
function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
