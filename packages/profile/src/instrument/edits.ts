/** What is written into a text, and the numbers that it counts with. */
import MagicString from "magic-string";
import type { Wrap } from "./dialect.ts";
import type { Scope } from "./scope.ts";
import { child, isLoop, type Node, Places } from "./syntax.ts";
import type { FunctionEntry, LineEntry, Numbering } from "./table.ts";

/** So many calls V8 puts into one function's machine code, of those that count lines. */
const NEAR_MARKS = 20;

export class Edits {
  readonly code: MagicString;
  readonly functions: FunctionEntry[] = [];
  readonly lines: LineEntry[] = [];
  /** Whether the engine counts lines. */
  readonly marksLines: boolean;
  /** Whether each function has its number in a directive. */
  readonly namesFunctions: boolean;
  readonly #numbering: Numbering;
  readonly #places: Places;
  readonly #lineIds = new Map<string, number>();

  constructor(text: string, engine: string, numbering: Numbering) {
    this.code = new MagicString(text);
    this.marksLines = /^(?:line|memory|hits)$/.test(engine);
    this.namesFunctions = /^(?:line|memory)$/.test(engine);
    this.#numbering = numbering;
    this.#places = new Places(text);
  }

  /** @param line where it is the first of the file, whatever stands in it */
  addFunction(name: string, start: number, end: number, line?: number): number {
    const id = this.#numbering.function();
    const at = line === undefined ? this.#places.at(start) : { line, column: 1 };
    this.functions.push({ id, name, ...at, start, end });
    return id;
  }

  /** Outer nodes are walked first: their text opens before and closes after that of inner ones. */
  wrap(node: Node, { before, after }: Wrap): void {
    if (before !== "") this.code.appendRight(node.start, before);
    if (after !== "") this.code.prependLeft(node.end, after);
  }

  /** Before a statement, which becomes the scope's line. A loop with a test is counted there. */
  markStatement(scope: Scope, node: Node): void {
    if (!this.marksLines || scope.dialect === undefined) return;
    scope.line = this.#lineId(scope, node.start);
    const isCounted = !isLoop(node) || child(node, "test") === undefined;
    const mark = isCounted ? markOf(scope, scope.line) : scope.dialect.touch(scope.line);
    this.code.appendRight(node.start, mark);
  }

  /** Counts the line of an offset. */
  mark(scope: Scope, offset: number): string {
    return markOf(scope, this.#lineId(scope, offset));
  }

  #lineId(scope: Scope, offset: number): number {
    if (!this.marksLines) return 0;
    const { line } = this.#places.at(offset);
    const key = `${scope.id}:${line}`;
    const known = this.#lineIds.get(key);
    if (known !== undefined) return known;
    const id = this.#numbering.line();
    this.#lineIds.set(key, id);
    this.lines.push({ id, functionId: scope.id, line });
    return id;
  }
}

function markOf(scope: Scope, id: number): string {
  const isFar = ++scope.marks > NEAR_MARKS;
  const far = isFar ? scope.dialect?.farLine?.(id) : undefined;
  return far ?? scope.dialect?.line(id) ?? "";
}
