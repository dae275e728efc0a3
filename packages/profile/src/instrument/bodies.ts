/** What stands at the beginning and at the end of functions, and of the file's own code. */
import { H } from "./dialect.ts";
import type { Edits } from "./edits.ts";
import type { Scope } from "./scope.ts";
import { child, children, isDirective, type Node } from "./syntax.ts";

/**
 * @param header makes the runtime's names known
 * @param isFramed whether the file's own code is measured from here
 */
export function frameModule(
  edits: Edits,
  { id, dialect, suspends }: Scope,
  program: Node,
  header: string,
  isFramed: boolean,
): void {
  const frame = isFramed ? dialect?.module(id, suspends) : undefined;
  const added = `${header}${frame?.before ?? ""}`;
  const start = afterDirectives(children(program, "body"), afterHashbang(edits, program));
  if (added !== "") edits.code.appendRight(start, `;${added}`);
  if (frame !== undefined) edits.code.append(`\n${frame.after}`);
}

export function frameBody(edits: Edits, { id, dialect, suspends }: Scope, body: Node): void {
  edits.code.appendRight(body.start + 1, numberOf(edits, id));
  if (dialect === undefined) return;
  const { before, after } = dialect.body(id, suspends);
  const start = afterDirectives(children(body, "body"), body.start + 1);
  edits.code.appendRight(start, start === body.start + 1 ? before : `;${before}`);
  // Without statements both are at the same place, where what is on the right comes second.
  if (start === body.end - 1) edits.code.appendRight(start, after);
  else edits.code.prependLeft(body.end - 1, after);
}

/** Of an arrow function without braces. */
export function frameExpression(edits: Edits, scope: Scope, body: Node): void {
  const { id, dialect, suspends } = scope;
  if (dialect === undefined) return;
  const short = dialect.expression(id);
  if (short !== undefined) {
    edits.wrap(body, short);
    return;
  }
  const { before, after } = dialect.body(id, suspends);
  const line = edits.mark(scope, body.start);
  edits.wrap(body, {
    before: `{${numberOf(edits, id)}${before}${line}return (`,
    after: `);${after}}`,
  });
}

/** For loader/original-texts.ts; other engines have the number in what they add. */
function numberOf({ namesFunctions }: Edits, id: number): string {
  return namesFunctions ? `"${H}${id}";` : "";
}

function afterHashbang({ code: { original } }: Edits, program: Node): number {
  const hashbang = child(program, "hashbang");
  if (hashbang === undefined) return 0;
  return Math.min(original.length, original.indexOf("\n", hashbang.start) + 1 || hashbang.end);
}

function afterDirectives(body: readonly Node[], start: number): number {
  return body.findLast(isDirective)?.end ?? start;
}
