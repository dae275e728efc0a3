/** Rules about work that is handed to the library: texts, output, clocks, parsing. */
import { timesText } from "./amounts.ts";
import { isOften, type Rule, turnsOf } from "./rule.ts";
import { calleeOf, methodOf, type SyntaxNode } from "./syntax.ts";

export const printing: Rule = (spot, at) => {
  const found = at.nodes
    .map((node) => calleeOf(node) ?? "")
    .find((name) => /^(?:console\.\w+|process\.std(?:out|err)\.write)$/.test(name));
  if (found === undefined || (turnsOf(spot, at) ?? 1) < 20) return;
  return {
    rule: "printing",
    seen: `${found} runs ${timesText(turnsOf(spot, at))}.`,
    why: "Output goes through the system and to whoever reads it: microseconds a line, however short.",
    ask: "Who reads every one of these lines?",
  };
};

export const clockReads: Rule = (spot, at) => {
  const found = at.nodes
    .map((node) => calleeOf(node) ?? "")
    .find((name) => /^(?:performance\.now|Date\.now|process\.hrtime(?:\.bigint)?|now)$/.test(name));
  if (!isOften(spot, at) || found === undefined) return;
  return {
    rule: "clock-reads",
    seen: `${found}() is read ${timesText(turnsOf(spot, at))}.`,
    why: "A look at the clock takes 20 to 50 ns: more than what it measures, if that is a few additions.",
    ask: "How much work lies between two looks?",
  };
};

export const copiedByText: Rule = (spot, at) => {
  const found = at.nodes
    .map((node) => calleeOf(node) ?? "")
    .find((name) => /^JSON\.(?:parse|stringify)$/.test(name));
  if (found === undefined || (turnsOf(spot, at) ?? 1000) < 100) return;
  return {
    rule: "text-copies",
    seen: `${found} runs ${timesText(turnsOf(spot, at))}.`,
    why: "Each run goes through all of the value, number by number, as text: a digit costs more than a sum.",
    ask: "What changes in the value between two runs?",
  };
};

const MAKES_TEXT: ReadonlySet<string | undefined> = new Set([
  "toFixed",
  "toPrecision",
  "toExponential",
  "toString",
  "toLocaleString",
  "join",
  "padStart",
  "padEnd",
  "replace",
  "replaceAll",
  "repeat",
]);

export const texts: Rule = (spot, at) => {
  const method = at.nodes.map(methodOf).find((name) => MAKES_TEXT.has(name));
  const isText = method !== undefined || at.nodes.some(isBuiltText);
  if (!isOften(spot, at) || !isText) return;
  return {
    rule: "texts",
    seen: `A text is put together ${timesText(turnsOf(spot, at))}${method === undefined ? "" : `, with .${method}()`}.`,
    why: "Each text is a new object, and a number in it has to be worked out digit by digit: 100 ns and more, where an addition takes less than one.",
    ask: "Is every text read by somebody, or could most of them be made when they are asked for?",
  };
};

function isBuiltText(node: SyntaxNode): boolean {
  if (node.type === "TemplateLiteral") return (node["expressions"] as unknown[]).length > 0;
  if (node.type !== "BinaryExpression" || node["operator"] !== "+") return false;
  return [node["left"], node["right"]].some(
    (side) => typeof (side as SyntaxNode)["value"] === "string",
  );
}

export const regularExpressions: Rule = (spot, at) => {
  const made = at.nodes.some((node) => calleeOf(node) === "RegExp");
  if (!isOften(spot, at) || !made) return;
  return {
    rule: "regular-expressions",
    seen: `A regular expression is made from a text, ${timesText(turnsOf(spot, at))}.`,
    why: "V8 has to read and to compile each one before it can look for anything.",
    ask: "Does it differ from turn to turn?",
  };
};
