/**
 * Writes the profiler's code into a program's TypeScript text. Lines stay where they are; columns
 * move, and the map of the edits says how.
 *
 * Only code is added, none is moved or removed: what the program does, and in which order, stays.
 * What stands before a function's first brace (default values of parameters) runs as the caller's.
 *
 * Here the text is walked; what is written is in edits.ts, bodies.ts, loops.ts and suspensions.ts, and
 * its wording in dialect.ts.
 */
import type MagicString from "magic-string";
import { frameBody, frameExpression, frameModule } from "./bodies.ts";
import { DIALECTS, type Dialect } from "./dialect.ts";
import { Edits } from "./edits.ts";
import { countTest, openLoopBody } from "./loops.ts";
import { functionName, MODULE_NAME, type Surroundings } from "./names.ts";
import { awaitsIn, isFunction, type Scope, suspendsOf } from "./scope.ts";
import { coverAwait, coverForAwait, coverYield, resumeIn } from "./suspensions.ts";
import {
  allChildren,
  child,
  children,
  isLoop,
  isSilent,
  type Node,
  type Parsed,
} from "./syntax.ts";
import type { FunctionEntry, LineEntry, Numbering } from "./table.ts";

export interface InstrumentOptions {
  readonly engine: string;
  readonly numbering: Numbering;
  readonly isModule: boolean;
  /** What makes the runtime's names known, given its names; at the start of the file. */
  readonly header: (names: readonly string[]) => string;
  /** Functions in which lines are marked; all of them if absent. */
  readonly isWanted?: (name: string, isMarked: boolean, hasMarks: boolean) => boolean;
}

export interface Instrumented {
  readonly code: MagicString;
  readonly functions: readonly FunctionEntry[];
  readonly lines: readonly LineEntry[];
  /** Id of the file's own code. */
  readonly moduleId: number;
}

export function instrument(text: string, parsed: Parsed, options: InstrumentOptions): Instrumented {
  return new Instrumenter(text, parsed, options).run();
}

const MARK = /@profile\b/;

class Instrumenter {
  readonly #text: string;
  readonly #program: Node;
  readonly #options: InstrumentOptions;
  readonly #dialect: Dialect | undefined;
  readonly #edits: Edits;
  /** Offsets after comments with a mark; the next function is the marked one. */
  readonly #marks: number[];
  readonly #hasMarks: boolean;
  readonly #path: Surroundings[] = [];
  #scope: Scope;

  constructor(text: string, { program, comments }: Parsed, options: InstrumentOptions) {
    this.#text = text;
    this.#program = program;
    this.#options = options;
    this.#dialect = DIALECTS[options.engine];
    this.#edits = new Edits(text, options.engine, options.numbering);
    this.#marks = comments.filter(({ value }) => MARK.test(value)).map(({ end }) => end);
    this.#hasMarks = this.#marks.length > 0;
    this.#scope = this.#moduleScope();
  }

  run(): Instrumented {
    const { id } = this.#scope;
    const { code, functions, lines } = this.#edits;
    const { header, isModule } = this.#options;
    const dialect = this.#dialect;
    if (dialect !== undefined) {
      // A CommonJS module's code is framed by the loader, in which nothing returns early.
      const isFramed = isModule || dialect.framesCommonJs;
      frameModule(this.#edits, this.#scope, this.#program, header(dialect.names), isFramed);
    }
    this.#walkStatements(children(this.#program, "body"), "body", this.#program);
    return { code, functions, lines, moduleId: id };
  }

  #moduleScope(): Scope {
    const { start, end } = this.#program;
    const awaits = awaitsIn(this.#program);
    return {
      id: this.#edits.addFunction(MODULE_NAME, start, Math.max(end, this.#text.length), 1),
      dialect: this.#dialectFor(MODULE_NAME, false),
      suspends: awaits.any ? "async" : "never",
      hasForAwait: awaits.forAwait,
      line: 0,
      marks: 0,
    };
  }

  #dialectFor(name: string, isMarked: boolean): Dialect | undefined {
    const { isWanted } = this.#options;
    return (isWanted?.(name, isMarked, this.#hasMarks) ?? true) ? this.#dialect : undefined;
  }

  #walk(node: Node): void {
    if (isFunction(node)) this.#walkFunction(node);
    else if (node.type === "BlockStatement" || node.type === "StaticBlock")
      this.#walkStatements(children(node, "body"), "body", node);
    else if (isLoop(node)) this.#walkLoop(node);
    else {
      this.#cover(node);
      this.#walkChildren(node);
    }
  }

  #cover(node: Node): void {
    if (node.type === "CatchClause") resumeIn(this.#edits, this.#scope, child(node, "body"));
    else if (node.type === "TryStatement")
      resumeIn(this.#edits, this.#scope, child(node, "finalizer"));
    else if (node.type === "AwaitExpression") coverAwait(this.#edits, this.#scope, node);
    else if (node.type === "YieldExpression") coverYield(this.#edits, this.#scope, node);
  }

  #walkChildren(node: Node, leftOut = ""): void {
    for (const [key, inner] of allChildren(node)) {
      if (key === leftOut) continue;
      this.#path.push({ node, key });
      if (isBranch(node, key)) this.#walkBranch(inner);
      else if (node.type === "SwitchCase" && key === "consequent") this.#walkStatement(inner);
      else this.#walk(inner);
      this.#path.pop();
    }
  }

  #walkStatements(statements: readonly Node[], key: string, parent: Node): void {
    this.#path.push({ node: parent, key });
    for (const one of statements) this.#walkStatement(one);
    this.#path.pop();
  }

  #walkStatement(node: Node): void {
    if (!isSilent(node)) this.#edits.markStatement(this.#scope, node);
    this.#walk(node);
  }

  /** A statement that may stand without braces gets some where lines are marked. */
  #walkBranch(node: Node): void {
    const isLabel = node.type === "LabeledStatement";
    const isOn = this.#edits.marksLines && this.#scope.dialect !== undefined;
    const isLabelled = this.#path.at(-1)?.node.type === "LabeledStatement";
    if (!isOn || isSilent(node) || (isLabelled && (isLabel || isLoop(node)))) {
      this.#walk(node);
      return;
    }
    this.#edits.wrap(node, { before: "{", after: "}" });
    this.#walkStatement(node);
  }

  #walkFunction(node: Node): void {
    const body = child(node, "body");
    if (body === undefined) return;
    const outer = this.#scope;
    const scope = this.#functionScope(node, body);
    this.#path.push({ node, key: "params" });
    for (const [key, inner] of allChildren(node)) if (key !== "body") this.#walk(inner);
    this.#path.pop();
    this.#scope = scope;
    this.#path.push({ node, key: "body" });
    if (node["expression"] === true) {
      frameExpression(this.#edits, scope, body);
      this.#walk(body);
    } else {
      frameBody(this.#edits, scope, body);
      this.#walkStatements(children(body, "body"), "body", body);
    }
    this.#path.pop();
    this.#scope = outer;
  }

  #functionScope(node: Node, body: Node): Scope {
    const owner = this.#path.at(-1)?.node;
    const isMethod = owner?.["method"] === true || /^(get|set)$/.test(String(owner?.["kind"]));
    const place = owner?.type === "MethodDefinition" || isMethod ? (owner as Node) : node;
    const name = functionName(node, this.#path, this.#text);
    const isMarked = this.#takeMark(node);
    return {
      id: this.#edits.addFunction(name, place.start, node.end),
      dialect: this.#dialectFor(name, isMarked),
      suspends: suspendsOf(node),
      hasForAwait: awaitsIn(body).forAwait,
      line: 0,
      marks: 0,
    };
  }

  #walkLoop(node: Node): void {
    const body = child(node, "body");
    if (body === undefined) return;
    if (node["await"] === true) {
      coverForAwait(this.#edits, this.#scope, node, this.#outermostLabel(node));
    }
    countTest(this.#edits, this.#scope, node);
    this.#walkChildren(node, "body");
    this.#path.push({ node, key: "body" });
    if (openLoopBody(this.#edits, this.#scope, node, body)) this.#walkStatement(body);
    else this.#walk(body);
    this.#path.pop();
  }

  #outermostLabel(loop: Node): Node {
    let outermost = loop;
    for (let i = this.#path.length - 1; this.#path[i]?.node.type === "LabeledStatement"; i--) {
      outermost = (this.#path[i] as Surroundings).node;
    }
    return outermost;
  }

  #takeMark(node: Node): boolean {
    const [first] = this.#marks;
    if (first === undefined || first > node.start) return false;
    this.#marks.shift();
    return true;
  }
}

function isBranch(node: Node, key: string): boolean {
  return (
    (node.type === "IfStatement" && (key === "consequent" || key === "alternate")) ||
    (node.type === "LabeledStatement" && key === "body") ||
    (node.type === "WithStatement" && key === "body")
  );
}
