/** What stands in loops: hits of their heads, and where a `for await` goes on. */
import type { Edits } from "./edits.ts";
import type { Scope } from "./scope.ts";
import { child, type Node } from "./syntax.ts";

/** Hits of a loop's head: once when it is reached, and then for each test, as in Python. */
export function countTest(edits: Edits, scope: Scope, loop: Node): void {
  const test = child(loop, "test");
  if (!edits.marksLines || scope.dialect === undefined || test === undefined) return;
  const mark = edits.mark(scope, test.start).replaceAll(";", ",");
  edits.wrap(test, { before: `(${mark}`, after: ")" });
}

/** @returns whether the body is a statement without braces, and has got some */
export function openLoopBody(edits: Edits, scope: Scope, loop: Node, body: Node): boolean {
  const { dialect, hasForAwait, suspends, line } = scope;
  if (dialect === undefined) return false;
  const hasHits = edits.marksLines && /^For(In|Of)/.test(loop.type);
  const marks = hasHits ? edits.mark(scope, loop.start) : "";
  const added = (hasForAwait ? dialect.resumed(line, suspends) : "") + marks;
  if (body.type === "BlockStatement") {
    edits.code.appendRight(body.start + 1, added);
    return false;
  }
  const needsBraces = added !== "" || edits.marksLines;
  if (needsBraces) edits.wrap(body, { before: `{${added}`, after: "}" });
  return needsBraces;
}
