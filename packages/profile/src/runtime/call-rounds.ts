/** Sees which nodes have had more than 2 ** 32 calls: their counters have gone round. */
import { CALLS, RECORD, type ThreadTables, type TreeResult, USED } from "./shared.ts";

const ROUND = 2 ** 32;

export class CallRounds {
  /** Calls of each node at the last look. */
  #last = new Uint32Array(1024);
  readonly #rounds = new Map<number, number>();

  /** To be called more often than a counter can go round. */
  look({ state, records }: Pick<ThreadTables, "state" | "records">): void {
    const end = state[USED]! + 1;
    if (end > this.#last.length) this.#grow(end * 2);
    for (let node = 1; node < end; node++) {
      const calls = records[node * RECORD + CALLS]! >>> 0;
      if (calls < this.#last[node]!) this.#rounds.set(node, (this.#rounds.get(node) ?? 0) + 1);
      this.#last[node] = calls;
    }
  }

  #grow(length: number): void {
    const longer = new Uint32Array(length);
    longer.set(this.#last);
    this.#last = longer;
  }

  /** The whole number of calls in a copy of the tree. */
  added(tables: ThreadTables, tree: TreeResult): TreeResult {
    this.look(tables);
    for (const [node, rounds] of this.#rounds) tree.calls[node]! += rounds * ROUND;
    return tree;
  }
}
