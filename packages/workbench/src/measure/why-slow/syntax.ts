/** What stands on a line: the nodes of its syntax, the loop and the function around them. */
import { parseSync, visitorKeys } from "oxc-parser";

/** A node of the ESTree with TypeScript's additions; what it holds depends on its type. */
export interface SyntaxNode {
  readonly type: string;
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface LineSyntax {
  /** Those that begin on the line, outer ones first. */
  readonly nodes: readonly SyntaxNode[];
  /** The innermost function that holds the line; none for a file's own code. */
  readonly enclosing: SyntaxNode | undefined;
  /** How many of the nodes are statements that are counted when they begin. */
  readonly statements: number;
  textOf(node: SyntaxNode): string;
  lineOf(node: SyntaxNode): number;
  /** The innermost loop in whose body, test or update the node is, within its function. */
  loopAround(node: SyntaxNode): SyntaxNode | undefined;
}

const LOOPS: ReadonlySet<string> = new Set([
  "ForStatement",
  "ForOfStatement",
  "ForInStatement",
  "WhileStatement",
  "DoWhileStatement",
]);
const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

export const isFunction = ({ type }: SyntaxNode): boolean => FUNCTIONS.has(type);
export const isLoop = ({ type }: SyntaxNode): boolean => LOOPS.has(type);

/** A file's syntax, asked line by line; a file that does not parse has no nodes. */
export class FileSyntax {
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #all: SyntaxNode[] = [];
  readonly #parents = new Map<SyntaxNode, SyntaxNode>();

  /** @param file its suffix says which language it is */
  constructor(file: string, text: string) {
    this.#text = text;
    this.#starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    const { program, errors } = parseSync(file, text);
    if (errors.length === 0) this.#collect(program as unknown as SyntaxNode, undefined);
  }

  /** @param line from 1 */
  at(line: number): LineSyntax {
    const start = this.#starts[line - 1] ?? this.#text.length;
    const end = this.#starts[line] ?? this.#text.length + 1;
    const nodes = this.#all.filter((node) => node.start >= start && node.start < end);
    const around = this.#all.filter((node) => isFunction(node) && overlaps(node, start, end));
    return {
      nodes: nodes.filter(({ type }) => type !== "Program"),
      statements: nodes.filter((node) => this.#isCounted(node)).length,
      enclosing: around.findLast((node) => node.start < start) ?? around[0],
      textOf: (node) => this.#text.slice(node.start, node.end),
      lineOf: (node) => this.#lineAt(node.start),
      loopAround: (node) => this.#loopAround(node),
    };
  }

  /** The variable of a loop's head is a part of the loop. */
  #isCounted(node: SyntaxNode): boolean {
    if (node.type === "BlockStatement") return false;
    const isInHead = isLoop(this.#parents.get(node) ?? node) && !isLoop(node);
    if (node.type === "VariableDeclaration") return !isInHead;
    return node.type.endsWith("Statement");
  }

  #collect(node: SyntaxNode, parent: SyntaxNode | undefined): void {
    this.#all.push(node);
    if (parent !== undefined) this.#parents.set(node, parent);
    for (const child of childrenOf(node)) this.#collect(child, node);
  }

  #lineAt(offset: number): number {
    const next = this.#starts.findIndex((start) => start > offset);
    return next < 0 ? this.#starts.length : next;
  }

  #loopAround(node: SyntaxNode): SyntaxNode | undefined {
    let child = node;
    for (let up = this.#parents.get(node); up !== undefined; up = this.#parents.get(up)) {
      if (isFunction(up)) return undefined;
      // What stands at the head of a loop runs once: `init`, and `right` of for-of.
      const isOnce = child === up["init"] || (up.type !== "ForStatement" && child === up["right"]);
      if (isLoop(up) && !isOnce) return up;
      child = up;
    }
    return undefined;
  }
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    const value = node[key] as SyntaxNode | (SyntaxNode | null)[] | null | undefined;
    const list = Array.isArray(value) ? value : [value];
    return list.filter((one): one is SyntaxNode => one !== null && one !== undefined);
  });
}

/** The node and all below it, outer ones first. */
export function below(node: SyntaxNode): SyntaxNode[] {
  return [node, ...childrenOf(node).flatMap(below)];
}

/** "Math.hypot", "copies.push", "evolve"; undefined for what is called through something else. */
export function calleeOf(node: SyntaxNode): string | undefined {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  return nameOf(node["callee"] as SyntaxNode);
}

/** The name after the last dot of a call: "push" of `a.b().push(x)`. */
export function methodOf(node: SyntaxNode): string | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = node["callee"] as SyntaxNode;
  if (callee.type !== "MemberExpression" || callee["computed"] === true) return undefined;
  return (callee["property"] as SyntaxNode)["name"] as string | undefined;
}

export function argumentsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return (node["arguments"] ?? []) as readonly SyntaxNode[];
}

function nameOf(node: SyntaxNode): string | undefined {
  if (node.type === "Identifier") return node["name"] as string;
  if (node.type === "ThisExpression") return "this";
  if (node.type !== "MemberExpression" || node["computed"] === true) return undefined;
  const object = nameOf(node["object"] as SyntaxNode);
  return object && `${object}.${(node["property"] as SyntaxNode)["name"] as string}`;
}

function overlaps(node: SyntaxNode, start: number, end: number): boolean {
  return node.start < end && node.end > start;
}
