/** Rules about arithmetic that is dearer than it looks. */
import { paceText, shortened, timesText } from "./amounts.ts";
import { isOften, type Rule, turnsOf } from "./rule.ts";
import { argumentsOf, calleeOf, type SyntaxNode } from "./syntax.ts";

export const hypot: Rule = (spot, at) => {
  if (!isOften(spot, at) || !at.nodes.some((node) => calleeOf(node) === "Math.hypot")) return;
  return {
    rule: "hypot",
    seen: `Math.hypot runs ${timesText(turnsOf(spot, at))} here.`,
    why: "It takes any number of sides and guards each square against overflow, so V8 calls a general routine of some 30 ns for it, where plain arithmetic becomes a few machine instructions.",
    ask: "How many sides are there here, how large can they be, and which of this care do you need?",
  };
};

/** V8 makes a multiplication or a root of these. */
const CHEAP_EXPONENTS: readonly unknown[] = [0.5, 1, 2];

export const power: Rule = (spot, at) => {
  const found = at.nodes.find((node) => isGeneralPower(exponentOf(node)));
  if (!isOften(spot, at) || found === undefined) return;
  return {
    rule: "power",
    seen: `A power is computed ${timesText(turnsOf(spot, at))}: ${shortened(at.textOf(found))}`,
    why: "V8 calls its general power function, 10 to 80 ns, unless the exponent is a 2 or a 0.5 that stands there as a number.",
    ask: "Which exponents can come up here, and what is already known from the turn before?",
  };
};

function exponentOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === "BinaryExpression" && node["operator"] === "**")
    return node["right"] as SyntaxNode;
  return calleeOf(node) === "Math.pow" ? argumentsOf(node)[1] : undefined;
}

function isGeneralPower(exponent: SyntaxNode | undefined): boolean {
  if (exponent === undefined) return false;
  return !(exponent.type === "Literal" && CHEAP_EXPONENTS.includes(exponent["value"]));
}

const TRANSCENDENTAL =
  /^Math\.(?:sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|expm1|log|log2|log10|log1p|cbrt)$/;

export const transcendental: Rule = (spot, at) => {
  const found = at.nodes
    .map(calleeOf)
    .find((name) => name !== undefined && TRANSCENDENTAL.test(name));
  if (!isOften(spot, at) || found === undefined) return;
  return {
    rule: "transcendental",
    seen: `${found} runs ${timesText(turnsOf(spot, at))} here.`,
    why: "No processor has an instruction for it: V8 runs a routine of 10 to 30 ns, as much as a dozen multiplications.",
    ask: "Is its argument another one each time? Does the formula need the function, or only a product with it?",
  };
};

export const bigIntegers: Rule = (spot, at) => {
  const found = at.nodes.some(
    (node) => calleeOf(node) === "BigInt" || (node.type === "Literal" && node["bigint"] != null),
  );
  if (!isOften(spot, at) || !found) return;
  return {
    rule: "big-integers",
    seen: `The line computes with BigInt, ${timesText(turnsOf(spot, at))}.`,
    why: "Each result is a new object on the heap, of as many words as it needs, where a number is kept in a register.",
    ask: "Do the values really pass 2^53?",
  };
};

/** What remains: the line does nothing but compute. */
export const arithmetic: Rule = (spot, at) => {
  const calls = at.nodes.filter((node) => node.type === "CallExpression").map(calleeOf);
  const isAlone = calls.every((name) => name?.startsWith("Math."));
  if (!at.nodes.some(isArithmetic) || !isAlone) return;
  const pace = paceText(spot, at);
  if (at.nodes.some(isFieldWrite) && spot.selfUs / (turnsOf(spot, at) ?? 1) > WRITE_US) {
    return {
      rule: "field-writes",
      seen: `A field is written: ${pace}.`,
      why: "The arithmetic takes a ns or two of that. A number with a fraction lies in a box of its own, which V8 overwrites, or has to make anew where the field has held something else as well, such as a whole number.",
      ask: "What has this field held since the object was made?",
    };
  }
  const slow = at.nodes.some(isSlowOperation);
  return {
    rule: "arithmetic",
    seen: `Plain arithmetic${slow ? ", with a division or a square root" : ""}: ${pace}.`,
    why: slow
      ? "These two are the slowest instructions for numbers, 4 to 20 cycles, and what uses the result has to wait for it; otherwise V8 has little to save here."
      : "That is a few machine instructions already: V8 has little left to save here.",
    ask: "Does it have to be computed so often, or would another algorithm get there with fewer turns?",
  };
};

/** Far more than an addition. */
const WRITE_US = 0.015;

function isSlowOperation(node: SyntaxNode): boolean {
  return calleeOf(node) === "Math.sqrt" || node["operator"] === "/" || node["operator"] === "%";
}

function isFieldWrite(node: SyntaxNode): boolean {
  const target = node.type === "AssignmentExpression" ? (node["left"] as SyntaxNode) : undefined;
  return target?.type === "MemberExpression" && target["computed"] !== true;
}

const ARITHMETIC: ReadonlySet<unknown> = new Set(["+", "-", "*", "/", "%", "+=", "-=", "*=", "/="]);

function isArithmetic(node: SyntaxNode): boolean {
  const isOperation = node.type === "BinaryExpression" || node.type === "AssignmentExpression";
  return isOperation && ARITHMETIC.has(node["operator"]);
}
