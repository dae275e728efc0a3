/** Where a function is suspended, and where it goes on. */
import type { Edits } from "./edits.ts";
import type { Scope } from "./scope.ts";
import { child, type Node } from "./syntax.ts";

export function coverAwait(edits: Edits, { dialect, line }: Scope, node: Node): void {
  const operand = child(node, "argument");
  if (dialect === undefined || operand === undefined) return;
  const { whole, operand: inner } = dialect.await(line);
  edits.wrap(node, whole);
  edits.wrap(operand, inner);
}

export function coverYield(edits: Edits, { dialect, line, suspends }: Scope, node: Node): void {
  if (dialect === undefined) return;
  const operand = child(node, "argument");
  const { whole, operand: inner } = dialect.yield(line);
  edits.wrap(node, whole);
  if (operand !== undefined) {
    const isAsync = suspends === "async generator";
    edits.wrap(operand, node["delegate"] === true ? dialect.delegate(line, isAsync) : inner);
  } else if (inner.before !== "") {
    edits.code.prependLeft(node.end, ` ${inner.before}void 0${inner.after}`);
  }
}

/** A block where code goes on after something threw, perhaps while the function was suspended. */
export function resumeIn(edits: Edits, scope: Scope, block: Node | undefined): void {
  const { dialect, suspends, line } = scope;
  if (dialect === undefined || suspends === "never" || block === undefined) return;
  edits.code.appendRight(block.start + 1, dialect.resumed(line, suspends));
}

/** @param labelled the loop with its labels: what comes after it comes after them */
export function coverForAwait(edits: Edits, scope: Scope, loop: Node, labelled: Node): void {
  const { dialect, line, suspends } = scope;
  const iterable = child(loop, "right");
  if (dialect === undefined || iterable === undefined) return;
  edits.wrap(labelled, { before: "{", after: `${dialect.resumed(line, suspends)}}` });
  edits.wrap(iterable, dialect.forAwait());
}
