/**
 * Writes the profiler's code into a program's TypeScript text. Lines stay where they are; columns
 * move, and the map of the edits says how.
 *
 * Only code is added, none is moved or removed: what the program does, and in which order, stays.
 * What stands before a function's first brace (default values of parameters) runs as the caller's.
 */
import MagicString from "magic-string";
import { DIALECTS, type Dialect, type Wrap } from "./dialect.ts";
import { functionName, MODULE_NAME, type Surroundings } from "./names.ts";
import { awaitsIn, isFunction, type Scope, suspendsOf } from "./scope.ts";
import { allChildren, child, children, type Node, type Parsed, Places } from "./syntax.ts";
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

/** So many calls V8 puts into one function's machine code, of those that count lines. */
const NEAR_MARKS = 20;
const MARK = /@profile\b/;
const LOOPS = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;
/** Statements that nothing may stand before, or that do nothing when they are reached. */
const SILENT = /^(ImportDecl|ExportAll|FunctionDecl|TS|Empty|BlockStatement$|ClassDeclaration$)/;

class Instrumenter {
  readonly #text: string;
  readonly #parsed: Parsed;
  readonly #options: InstrumentOptions;
  readonly #dialect: Dialect | undefined;
  readonly #code: MagicString;
  readonly #places: Places;
  readonly #functions: FunctionEntry[] = [];
  readonly #lines: LineEntry[] = [];
  readonly #lineIds = new Map<string, number>();
  /** Offsets after comments with a mark; the next function is the marked one. */
  readonly #marks: number[];
  readonly #hasMarks: boolean;
  readonly #path: Surroundings[] = [];
  #scope: Scope;

  constructor(text: string, parsed: Parsed, options: InstrumentOptions) {
    this.#text = text;
    this.#parsed = parsed;
    this.#options = options;
    this.#dialect = DIALECTS[options.engine];
    this.#code = new MagicString(text);
    this.#places = new Places(text);
    this.#marks = parsed.comments.filter(({ value }) => MARK.test(value)).map(({ end }) => end);
    this.#hasMarks = this.#marks.length > 0;
    this.#scope = this.#moduleScope();
  }

  run(): Instrumented {
    const { program } = this.#parsed;
    const { id, isOn, suspends } = this.#scope;
    const dialect = this.#dialect;
    if (dialect !== undefined) {
      const body = children(program, "body");
      const start = this.#afterDirectives(body, this.#afterHashbang());
      // A CommonJS module's code is framed by the loader, in which nothing returns early.
      const isFramed = isOn && (this.#options.isModule || dialect.framesCommonJs);
      const frame = isFramed ? dialect.module(id, suspends) : undefined;
      const header = this.#options.header(dialect.names);
      const added = `${header}${frame?.before ?? ""}`;
      if (added !== "") this.#code.appendRight(start, `;${added}`);
      this.#walkStatements(body, "body", program);
      if (frame !== undefined) this.#code.append(`\n${frame.after}`);
    } else {
      this.#walkStatements(children(program, "body"), "body", program);
    }
    return { code: this.#code, functions: this.#functions, lines: this.#lines, moduleId: id };
  }

  get #marksLines(): boolean {
    return /^(?:line|memory|hits)$/.test(this.#options.engine);
  }

  #moduleScope(): Scope {
    const { program } = this.#parsed;
    const awaits = awaitsIn(program);
    const id = this.#addFunction(
      MODULE_NAME,
      0,
      program.start,
      Math.max(program.end, this.#text.length),
      1,
    );
    return {
      id,
      isOn: this.#isWanted(MODULE_NAME, false),
      suspends: awaits.any ? "async" : "never",
      hasForAwait: awaits.forAwait,
      line: 0,
      marks: 0,
    };
  }

  #isWanted(name: string, isMarked: boolean): boolean {
    return (
      this.#dialect !== undefined &&
      (this.#options.isWanted?.(name, isMarked, this.#hasMarks) ?? true)
    );
  }

  #addFunction(name: string, place: number, start: number, end: number, line?: number): number {
    const id = this.#options.numbering.function();
    const at = line === undefined ? this.#places.at(place) : { line, column: 1 };
    this.#functions.push({ id, name, ...at, start, end });
    return id;
  }

  #afterHashbang(): number {
    const hashbang = child(this.#parsed.program, "hashbang");
    if (hashbang === undefined) return 0;
    return Math.min(
      this.#text.length,
      this.#text.indexOf("\n", hashbang.start) + 1 || hashbang.end,
    );
  }

  #afterDirectives(body: readonly Node[], start: number): number {
    const directives = body.filter((one) => typeof one["directive"] === "string");
    return directives.at(-1)?.end ?? start;
  }

  // --- the walk

  #walk(node: Node): void {
    if (isFunction(node)) this.#walkFunction(node);
    else if (node.type === "BlockStatement")
      this.#walkStatements(children(node, "body"), "body", node);
    else if (node.type === "StaticBlock")
      this.#walkStatements(children(node, "body"), "body", node);
    else if (node.type === "CatchClause") this.#walkHandler(node, child(node, "body"));
    else if (node.type === "TryStatement") this.#walkHandler(node, child(node, "finalizer"));
    else if (node.type === "AwaitExpression") this.#walkAwait(node);
    else if (node.type === "YieldExpression") this.#walkYield(node);
    else if (LOOPS.test(node.type)) this.#walkLoop(node);
    else this.#walkChildren(node);
  }

  #walkChildren(node: Node, leftOut = ""): void {
    for (const [key, inner] of allChildren(node)) {
      if (key === leftOut) continue;
      this.#path.push({ node, key });
      if (this.#isBranch(node, key)) this.#walkBranch(inner);
      else if (node.type === "SwitchCase" && key === "consequent") this.#walkStatement(inner);
      else this.#walk(inner);
      this.#path.pop();
    }
  }

  #isBranch(node: Node, key: string): boolean {
    return (
      (node.type === "IfStatement" && (key === "consequent" || key === "alternate")) ||
      (node.type === "LabeledStatement" && key === "body") ||
      (node.type === "WithStatement" && key === "body")
    );
  }

  #walkStatements(statements: readonly Node[], key: string, parent: Node): void {
    this.#path.push({ node: parent, key });
    for (const one of statements) this.#walkStatement(one);
    this.#path.pop();
  }

  #walkStatement(node: Node): void {
    if (!isSilent(node)) this.#markLine(node);
    this.#walk(node);
  }

  /** A statement that may stand without braces gets some where lines are marked. */
  #walkBranch(node: Node): void {
    const isLoop = node.type === "LabeledStatement" || LOOPS.test(node.type);
    const needsBraces = this.#marksLines && this.#scope.isOn && !isSilent(node);
    const isLabelled = this.#path.at(-1)?.node.type === "LabeledStatement";
    if (!needsBraces || (isLabelled && isLoop)) {
      this.#walk(node);
      return;
    }
    this.#wrap(node, { before: "{", after: "}" });
    this.#walkStatement(node);
  }

  #walkFunction(node: Node): void {
    const body = child(node, "body");
    const owner = this.#path.at(-1)?.node;
    const isMethod = owner?.["method"] === true || /^(get|set)$/.test(String(owner?.["kind"]));
    const place = owner?.type === "MethodDefinition" || isMethod ? (owner as Node) : node;
    if (body === undefined) return;
    const name = functionName(node, this.#path, this.#text);
    const outer = this.#scope;
    const isMarked = this.#takeMark(node);
    const awaits = awaitsIn(body);
    const scope: Scope = {
      id: this.#addFunction(name, place.start, place.start, node.end),
      isOn: this.#isWanted(name, isMarked),
      suspends: suspendsOf(node),
      hasForAwait: awaits.forAwait,
      line: 0,
      marks: 0,
    };
    this.#path.push({ node, key: "params" });
    for (const [key, inner] of allChildren(node)) if (key !== "body") this.#walk(inner);
    this.#path.pop();
    this.#scope = scope;
    this.#path.push({ node, key: "body" });
    if (node["expression"] === true) this.#walkExpressionBody(body);
    else this.#walkBody(body);
    this.#path.pop();
    this.#scope = outer;
  }

  #walkBody(body: Node): void {
    // FunctionBody or BlockStatement: { directives, statements }
    const statements = children(body, "body");
    if (this.#scope.isOn && this.#dialect !== undefined) {
      const { before, after } = this.#dialect.body(this.#scope.id, this.#scope.suspends);
      const start = this.#afterDirectives(statements, body.start + 1);
      this.#code.appendRight(start, start === body.start + 1 ? before : `;${before}`);
      // Without statements both are at the same place, where what is on the right comes second.
      if (start === body.end - 1) this.#code.appendRight(start, after);
      else this.#code.prependLeft(body.end - 1, after);
    }
    this.#walkStatements(statements, "body", body);
  }

  #walkExpressionBody(body: Node): void {
    const { isOn, id, suspends } = this.#scope;
    if (isOn && this.#dialect !== undefined) {
      const short = this.#dialect.expression(id);
      if (short !== undefined) {
        this.#wrap(body, short);
      } else {
        const { before, after } = this.#dialect.body(id, suspends);
        const line = this.#mark(this.#lineId(body.start));
        this.#wrap(body, { before: `{${before}${line}return (`, after: `);${after}}` });
      }
    }
    this.#walk(body);
  }

  #walkLoop(node: Node): void {
    const body = child(node, "body");
    if (body === undefined) return;
    if (node["await"] === true) this.#openForAwait(node);
    this.#countTest(node);
    this.#walkChildren(node, "body");
    this.#walkLoopBody(node, body);
  }

  /** Hits of a loop's head: once when it is reached, and then for each test, as in Python. */
  #countTest(node: Node): void {
    const test = child(node, "test");
    if (!this.#marksLines || !this.#scope.isOn || test === undefined) return;
    const mark = this.#mark(this.#lineId(test.start)).replaceAll(";", ",");
    this.#wrap(test, { before: `(${mark}`, after: ")" });
  }

  #walkLoopBody(loop: Node, body: Node): void {
    const { isOn, hasForAwait, suspends } = this.#scope;
    const resumes = isOn && hasForAwait;
    const head = this.#marksLines && isOn && /^For(In|Of)/.test(loop.type);
    const marks = head ? this.#mark(this.#lineId(loop.start)) : "";
    const resumed = resumes ? (this.#dialect?.resumed(this.#scope.line, suspends) ?? "") : "";
    this.#path.push({ node: loop, key: "body" });
    if (body.type === "BlockStatement") {
      this.#code.appendRight(body.start + 1, resumed + marks);
      this.#walk(body);
    } else if (resumed + marks !== "" || (this.#marksLines && isOn)) {
      this.#wrap(body, { before: `{${resumed}${marks}`, after: "}" });
      this.#walkStatement(body);
    } else {
      this.#walk(body);
    }
    this.#path.pop();
  }

  #openForAwait(node: Node): void {
    const iterable = child(node, "right");
    if (!this.#scope.isOn || this.#dialect === undefined || iterable === undefined) return;
    const { line, suspends } = this.#scope;
    const after = `${this.#dialect.resumed(line, suspends)}}`;
    this.#wrap(this.#outermostLabel(node), { before: "{", after });
    this.#wrap(iterable, this.#dialect.forAwait());
  }

  /** The labels belong to the loop: what comes after it comes after them. */
  #outermostLabel(loop: Node): Node {
    let outermost = loop;
    for (let i = this.#path.length - 1; this.#path[i]?.node.type === "LabeledStatement"; i--) {
      outermost = (this.#path[i] as Surroundings).node;
    }
    return outermost;
  }

  /** Where code goes on after something threw, perhaps while the function was suspended. */
  #walkHandler(node: Node, body: Node | undefined): void {
    const { isOn, suspends, line } = this.#scope;
    if (isOn && suspends !== "never" && body !== undefined && this.#dialect !== undefined) {
      this.#code.appendRight(body.start + 1, this.#dialect.resumed(line, suspends));
    }
    this.#walkChildren(node);
  }

  #walkAwait(node: Node): void {
    const operand = child(node, "argument");
    if (this.#scope.isOn && this.#dialect !== undefined && operand !== undefined) {
      const { whole, operand: inner } = this.#dialect.await(this.#scope.line);
      this.#wrap(node, whole);
      this.#wrap(operand, inner);
    }
    this.#walkChildren(node);
  }

  #walkYield(node: Node): void {
    const operand = child(node, "argument");
    const dialect = this.#dialect;
    if (this.#scope.isOn && dialect !== undefined) {
      const { whole, operand: inner } = dialect.yield(this.#scope.line);
      this.#wrap(node, whole);
      const isAsync = this.#scope.suspends === "async generator";
      if (operand === undefined && inner.before !== "") {
        this.#code.prependLeft(node.end, ` ${inner.before}void 0${inner.after}`);
      } else if (operand !== undefined) {
        const isDelegate = node["delegate"] === true;
        this.#wrap(operand, isDelegate ? dialect.delegate(this.#scope.line, isAsync) : inner);
      }
    }
    this.#walkChildren(node);
  }

  // --- edits

  /** Outer nodes are walked first: their text opens before and closes after that of inner ones. */
  #wrap(node: Node, { before, after }: Wrap): void {
    if (before !== "") this.#code.appendRight(node.start, before);
    if (after !== "") this.#code.prependLeft(node.end, after);
  }

  /** A loop with a test is counted there. */
  #markLine(node: Node): void {
    if (!this.#marksLines || !this.#scope.isOn || this.#dialect === undefined) return;
    this.#scope.line = this.#lineId(node.start);
    const isCounted = !LOOPS.test(node.type) || (child(node, "test") ?? undefined) === undefined;
    const mark = isCounted ? this.#mark(this.#scope.line) : this.#dialect.touch(this.#scope.line);
    this.#code.appendRight(node.start, mark);
  }

  /** Counts a line. */
  #mark(id: number): string {
    const isFar = ++this.#scope.marks > NEAR_MARKS;
    const far = isFar ? this.#dialect?.farLine?.(id) : undefined;
    return far ?? this.#dialect?.line(id) ?? "";
  }

  #lineId(offset: number): number {
    if (!this.#marksLines) return 0;
    const { line } = this.#places.at(offset);
    const key = `${this.#scope.id}:${line}`;
    const known = this.#lineIds.get(key);
    if (known !== undefined) return known;
    const id = this.#options.numbering.line();
    this.#lineIds.set(key, id);
    this.#lines.push({ id, functionId: this.#scope.id, line });
    return id;
  }

  #takeMark(node: Node): boolean {
    const [first] = this.#marks;
    if (first === undefined || first > node.start) return false;
    this.#marks.shift();
    return true;
  }
}

/** Nothing is written before it. */
function isSilent(node: Node): boolean {
  if (SILENT.test(node.type) || typeof node["directive"] === "string") return true;
  if (!/^Export(Named|Default)/.test(node.type)) return false;
  const inner = child(node, "declaration");
  return inner === undefined || SILENT.test(inner.type);
}
