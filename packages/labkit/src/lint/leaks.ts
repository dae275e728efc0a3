/**
 * Rule "todo" as well: a starter does not hold its solution. An author who makes the starter out of
 * the solution may leave lines behind: commented out, or below a `todo(...)`, where nothing runs.
 *
 * Code that comes before a Todo is given on purpose, and so is what the documentation of a function
 * shows.
 */
import { type Comment, parseSync } from "oxc-parser";
import type { Fault } from "./fault.ts";
import { type Node, visit } from "./syntax.ts";

/** Shorter lines ("return 0;") say nothing about where they come from. */
const TELLING_LENGTH = 16;

/**
 * @param file of the fault, such as "starter/motion.ts"
 * @param solution text of the solution's file of the same name
 */
export function checkLeaks(file: string, starter: string, solution: string): Fault[] {
  const { program, comments } = parseSync(file, starter);
  const code = solutionLines(solution);
  const leaks: Fault[] = [];
  const report = ({ start, end }: Span): void => {
    const told = linesIn(starter.slice(start, end)).find((line) => code.has(line));
    if (told === undefined) return;
    const line = starter.slice(0, start + starter.slice(start).indexOf(told)).split("\n").length;
    const message = `gives a line of the solution away: ${told}`;
    leaks.push({ rule: "todo", file, line, message });
  };
  for (const comment of comments) if (!isDocumentation(comment)) report(comment);
  visit(program, (node) => {
    const statements = statementsOf(node);
    const todo = statements.findIndex(isTodoCall);
    if (todo < 0) return;
    for (const statement of statements.slice(todo + 1)) report(statement);
  });
  return leaks.slice(0, 1);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

type Statement = Node & Span;

function statementsOf(node: Node): Statement[] {
  return node["type"] === "BlockStatement" ? (node["body"] as Statement[]) : [];
}

/** `todo("M1: ...");`, also with `return` or `throw` before it. */
function isTodoCall(statement: Statement): boolean {
  const call = (statement["expression"] ?? statement["argument"]) as Node | null | undefined;
  const callee = call?.["callee"] as Node | undefined;
  return call?.["type"] === "CallExpression" && callee?.["name"] === "todo";
}

const isDocumentation = ({ type, value }: Comment): boolean =>
  type === "Block" && value.startsWith("*");

/** Lines without the signs of a comment. */
function linesIn(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:\/\/+|\/?\*+)?\s*|\s*(?:\*\/)?\s*$/g, ""));
}

function solutionLines(solution: string): ReadonlySet<string> {
  const lines = solution.split("\n").map((line) => line.trim());
  return new Set(
    lines.filter((line) => line.length >= TELLING_LENGTH && !/^(?:\/\/|\/?\*|import )/.test(line)),
  );
}
