/**
 * What a function is called in reports. V8 has "" for many of them; here every function has a name
 * by which it is found in its file: "Simulator.evolve", "callback of map", "area".
 */
import { child, type Node } from "./syntax.ts";

const LONGEST = 40;

export const MODULE_NAME = "<module>";

/** Where a function stands, from the outside in. */
export interface Surroundings {
  readonly node: Node;
  /** Property of `node` in which the next one stands. */
  readonly key: string;
}

/** @param path what is around the function, the nearest last */
export function functionName(fn: Node, path: readonly Surroundings[], text: string): string {
  const own = identifier(child(fn, "id"), text);
  return own ?? nameFrom(path, text) ?? "(anonymous)";
}

function nameFrom(path: readonly Surroundings[], text: string): string | undefined {
  for (let i = path.length - 1; i >= 0; i--) {
    const { node, key } = path[i] as Surroundings;
    switch (node.type) {
      case "ParenthesizedExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
      case "TSTypeAssertion":
        continue;
      case "MethodDefinition":
      case "PropertyDefinition":
      case "AccessorProperty":
        return member(node, path.slice(0, i), text);
      case "Property":
        return identifier(child(node, "key"), text);
      case "VariableDeclarator":
        return identifier(child(node, "id"), text);
      case "AssignmentExpression":
      case "AssignmentPattern":
        return identifier(child(node, "left"), text);
      case "CallExpression":
      case "NewExpression":
        return key === "arguments" ? `callback of ${calleeName(node, text)}` : undefined;
      case "ExportDefaultDeclaration":
        return "default";
      default:
        return undefined;
    }
  }
  return undefined;
}

/** "Class.method", "Class.constructor", "Class.get size", "Class.#secret". */
function member(node: Node, path: readonly Surroundings[], text: string): string {
  // The path ends with the class and its body.
  const body = path.at(-1);
  const owner = path.at(-2);
  const isInClass = body?.node.type === "ClassBody" && owner !== undefined;
  const className = isInClass
    ? (identifier(child(owner.node, "id"), text) ?? nameFrom(path.slice(0, -2), text))
    : undefined;
  const kind = node["kind"] === "get" || node["kind"] === "set" ? `${node["kind"]} ` : "";
  const name = kind + (identifier(child(node, "key"), text) ?? "(computed)");
  return `${className ?? "(class)"}.${name}`;
}

function calleeName(call: Node, text: string): string {
  let callee = child(call, "callee");
  while (callee?.type === "ParenthesizedExpression" || callee?.type === "TSNonNullExpression") {
    callee = child(callee, "expression");
  }
  if (callee?.type === "MemberExpression") callee = child(callee, "property");
  return identifier(callee, text) ?? "a call";
}

function identifier(node: Node | undefined, text: string): string | undefined {
  if (node === undefined) return undefined;
  if (node.type === "Literal") return String(node["value"]);
  if (node.type === "PrivateIdentifier") return `#${node["name"] as string}`;
  if (node.type === "Identifier") return node["name"] as string;
  const words = text.slice(node.start, node.end);
  const isShort = words.length <= LONGEST && !/\s/.test(words);
  return isShort && node.type === "MemberExpression" ? words : undefined;
}
