/** Stacks of lines that were seen, as a tree with times. */
import { DEPTH, MOST_FRAMES } from "./shared.ts";

const TRIES = 3;

export class StackTree {
  /** By node; node 0 is the empty stack. */
  readonly #parent: number[] = [-1];
  readonly #line: number[] = [0];
  readonly #selfUs: number[] = [0];
  readonly #children = new Map<number, number>();
  /** The last stack and its nodes, by depth: most of it is the same the next time. */
  readonly #lastLines: number[] = [0];
  readonly #lastNodes: number[] = [0];
  #lastDepth = 0;

  /**
   * The thread goes on while its stack is read. Lines near the tip may be of another moment than the
   * rest; if the depth has changed meanwhile it is read again.
   */
  add(state: Int32Array, stack: Int32Array, elapsedUs: number): void {
    let node = 0;
    for (let tries = 0; tries < TRIES; tries++) {
      const depth = Math.min(state[DEPTH]!, MOST_FRAMES - 1);
      node = this.#nodeOf(stack, depth);
      if (state[DEPTH] === depth) break;
    }
    this.#selfUs[node]! += elapsedUs;
  }

  #nodeOf(stack: Int32Array, depth: number): number {
    let at = 1;
    const same = Math.min(depth, this.#lastDepth);
    while (at <= same && this.#lastLines[at] === stack[at]) at++;
    let node = this.#lastNodes[at - 1]!;
    for (; at <= depth; at++) {
      const line = stack[at]!;
      node = this.#child(node, line);
      this.#lastLines[at] = line;
      this.#lastNodes[at] = node;
    }
    this.#lastDepth = depth;
    return this.#lastNodes[depth]!;
  }

  #child(parent: number, line: number): number {
    const key = parent * 0x40000 + line;
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const node = this.#line.push(line) - 1;
    this.#parent.push(parent);
    this.#selfUs.push(0);
    this.#children.set(key, node);
    return node;
  }

  result(): { parent: Int32Array; line: Int32Array; selfUs: Float64Array } {
    return {
      parent: Int32Array.from(this.#parent),
      line: Int32Array.from(this.#line),
      selfUs: Float64Array.from(this.#selfUs),
    };
  }
}
