/** The syntax tree as the instrumenter needs it: any node, its children, its place. */
import { parseSync, visitorKeys } from "oxc-parser";

/** A node of the ESTree with TypeScript's additions. */
export interface Node {
  readonly type: string;
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Parsed {
  readonly program: Node;
  /** The file has import or export declarations, import.meta or top-level await. */
  readonly isModule: boolean;
  /** It imports other files, which may import it, and call its functions before its own code has run. */
  readonly hasImports: boolean;
  readonly comments: readonly { readonly value: string; readonly end: number }[];
}

export class SyntaxProblem extends Error {
  override readonly name = "SyntaxProblem";
  readonly line: number;
  readonly column: number;

  /** @param line from 1 @param column from 1 */
  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

const EARLY_RETURN = /^TS\(1108\)|'?return'? statement/i;

/**
 * @param file its suffix says which language it is
 * @throws SyntaxProblem
 */
export function parse(file: string, text: string): Parsed {
  const unsure = parseSync(file, text, { preserveParens: true });
  // A file may be a module by its top-level await alone, or by its package.
  const isRight = !unsure.errors.some((one) => !EARLY_RETURN.test(one.message));
  const sure = isRight ? unsure : parseSync(file, text, { sourceType: "module" });
  const { program, module, comments, errors } = sure.errors.length > 0 ? unsure : sure;
  const [first] = errors;
  // An early `return` is right in CommonJS, and only there.
  if (first !== undefined && !EARLY_RETURN.test(first.message)) {
    const { line, column } = new Places(text).at(first.labels[0]?.start ?? 0);
    throw new SyntaxProblem(first.message, line, column);
  }
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const requests = [...module.staticImports, ...exported].flatMap(({ moduleRequest }) =>
    moduleRequest === null ? [] : [moduleRequest.value],
  );
  const hasImports = requests.some((name) => !name.startsWith("node:"));
  return {
    program: program as unknown as Node,
    isModule: module.hasModuleSyntax || !isRight,
    hasImports,
    comments,
  };
}

export function child(node: Node, key: string): Node | undefined {
  return (node[key] as Node | null | undefined) ?? undefined;
}

export function children(node: Node, key: string): readonly Node[] {
  return (node[key] as readonly (Node | null)[] | undefined)?.filter((one) => one !== null) ?? [];
}

/** All children in the order of the text, each with the property it stands in. */
export function* allChildren(node: Node): Generator<[key: string, child: Node]> {
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const one of value) if (one !== null) yield [key, one as Node];
    } else if (value !== null && value !== undefined) {
      yield [key, value as Node];
    }
  }
}

const LOOPS = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;
/** Statements that nothing may stand before, or that do nothing when they are reached. */
const SILENT = /^(ImportDecl|ExportAll|FunctionDecl|TS|Empty|BlockStatement$|ClassDeclaration$)/;

export function isLoop(node: Node): boolean {
  return LOOPS.test(node.type);
}

/** Nothing is written before it. */
export function isSilent(node: Node): boolean {
  if (SILENT.test(node.type) || isDirective(node)) return true;
  if (!/^Export(Named|Default)/.test(node.type)) return false;
  const inner = child(node, "declaration");
  return inner === undefined || SILENT.test(inner.type);
}

/** "use strict" and its like. */
export function isDirective(node: Node): boolean {
  return typeof node["directive"] === "string";
}

/** Offsets to lines and columns, both from 1. */
export class Places {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 };
  }

  /** @param line from 1 @param column from 0 */
  offset(line: number, column: number): number {
    return (this.#starts[line - 1] ?? 0) + column;
  }
}
