/** Adds the time of a thread to its current node, or to its current stack of lines. */

import { CallRounds } from "./call-rounds.ts";
import {
  CALLS,
  DEPTH,
  ENDED,
  FOLDED,
  NODE,
  RECORD,
  STARTED,
  type ThreadResult,
  type ThreadTables,
  type TreeResult,
  USED,
} from "./shared.ts";
import { StackTree } from "./stack-tree.ts";

/** Shorter than any counter takes to go round. */
const ROUNDS_US = 2e6;

export class ThreadSampler {
  readonly thread: string;
  readonly #engine: string;
  readonly #tables: ThreadTables;
  readonly #stacks = new StackTree();
  readonly #rounds = new CallRounds();
  #nextRoundsUs = 0;
  #wallUs = 0;
  #samples = 0;
  #isEnded = false;

  constructor(thread: string, engine: string, tables: ThreadTables) {
    this.thread = thread;
    this.#engine = engine;
    this.#tables = tables;
  }

  end(): void {
    this.#isEnded = true;
  }

  /** @param nowUs of the sampler's clock @param elapsedUs really gone by since the last look */
  look(nowUs: number, elapsedUs: number): void {
    const { state, clock, selfUs } = this.#tables;
    if (this.#isEnded || state[ENDED] === 1 || state[STARTED] === 2) return;
    if (this.#engine !== "clock") clock[0] = nowUs;
    if (!this.#hasStarted(state)) return;
    this.#wallUs += elapsedUs;
    this.#samples++;
    if (nowUs >= this.#nextRoundsUs) {
      this.#nextRoundsUs = nowUs + ROUNDS_US;
      this.#rounds.look(this.#tables);
    }
    if (this.#engine === "exact") selfUs[state[NODE]! >> 3]! += elapsedUs;
    if (this.#engine === "line") this.#stacks.add(state, this.#tables.stack, elapsedUs);
  }

  /** Loading the program is not measured. */
  #hasStarted(state: Int32Array): boolean {
    if (state[STARTED] === 1) return true;
    if (state[USED] === 0 && state[DEPTH] === 0) return false;
    state[STARTED] = 1;
    return true;
  }

  result(): ThreadResult {
    const { calibration, hits } = this.#tables;
    const isTree = this.#engine === "exact" || this.#engine === "clock";
    return {
      thread: this.thread,
      engine: this.#engine,
      wallUs: this.#wallUs,
      samples: this.#samples,
      isFolded: this.#tables.state[FOLDED] === 1,
      callCostNs: calibration[0]!,
      idleUs: Math.max(0, calibration[2]! - calibration[1]!),
      ...(isTree && { tree: this.#rounds.added(this.#tables, treeResult(this.#tables)) }),
      ...(this.#engine === "line" && {
        lines: { hits: this.#used(hits, 1), ...this.#stacks.result() },
      }),
      ...(this.#engine === "count" && { counts: this.#callCounts() }),
    };
  }

  #callCounts(): Float64Array {
    const { counts, countRounds, counters } = this.#tables;
    const length = counters[0]! + 1;
    return Float64Array.from(
      { length },
      (_, id) => countRounds[id]! * 2 ** 32 + (counts[id]! >>> 0),
    );
  }

  #used(table: Float64Array, counter: 0 | 1): Float64Array {
    return table.slice(0, this.#tables.counters[counter]! + 1);
  }
}

/** A copy of the tree as it is now. */
export function treeResult(tables: ThreadTables): TreeResult {
  const { state, records, parent, foldedCalls, selfUs, waitUs, callLine } = tables;
  const end = state[USED]! + 1;
  return {
    fn: Int32Array.from({ length: end }, (_, node) => records[node * RECORD]!),
    parent: parent.slice(0, end),
    calls: Float64Array.from({ length: end }, (_, node) => records[node * RECORD + CALLS]! >>> 0),
    foldedCalls: foldedCalls.slice(0, end),
    selfUs: selfUs.slice(0, end),
    waitUs: waitUs.slice(0, end),
    callLine: callLine.slice(0, end),
  };
}
