/** A function (or a module) while its text is walked. */
import type { Dialect, Suspends } from "./dialect.ts";
import { allChildren, type Node } from "./syntax.ts";

const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

export interface Scope {
  readonly id: number;
  /** What is added to it; undefined if nothing is. */
  readonly dialect: Dialect | undefined;
  readonly suspends: Suspends;
  /** Has a `for await`, after which any place may be where the function goes on. */
  readonly hasForAwait: boolean;
  /** Line id of the statement that is walked; 0 if lines are not marked. */
  line: number;
  /** Lines marked so far. */
  marks: number;
}

export function isFunction(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

export function suspendsOf(fn: Node): Suspends {
  if (fn["generator"] === true) return fn["async"] === true ? "async generator" : "generator";
  return fn["async"] === true ? "async" : "never";
}

/** What is awaited in a node itself, not in functions inside of it. */
export function awaitsIn(node: Node): { any: boolean; forAwait: boolean } {
  const found = { any: false, forAwait: false };
  const stack = [node];
  for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
    if (one.type === "ForOfStatement" && one["await"] === true) found.forAwait = found.any = true;
    if (one.type === "AwaitExpression") found.any = true;
    for (const [, inner] of allChildren(one)) if (!isFunction(inner)) stack.push(inner);
  }
  return found;
}
