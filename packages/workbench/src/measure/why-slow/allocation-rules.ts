/** Rules about what is made on a line and thrown away soon after. */
import { timesText } from "./amounts.ts";
import { isOften, type Rule, turnsOf } from "./rule.ts";
import { argumentsOf, calleeOf, isFunction, methodOf, type SyntaxNode } from "./syntax.ts";

export const spreadCopy: Rule = (spot, at) => {
  const isCopy = (node: SyntaxNode): boolean =>
    (node.type === "ArrayExpression" && elementsOf(node).some(isSpread)) ||
    (node.type === "ObjectExpression" && propertiesOf(node).some(isSpread)) ||
    methodOf(node) === "concat";
  if (!isOften(spot, at) || !at.nodes.some(isCopy)) return;
  return {
    rule: "spread-copy",
    seen: `All that was collected so far is copied into something new, ${timesText(turnsOf(spot, at))}.`,
    why: "A copy takes time and memory for each element: a list that grows by one and is copied each time costs n²/2 copies for n elements, and leaves n - 1 old lists to the collector.",
    ask: "How many elements are copied altogether, and how many of them are new?",
  };
};

const MAKES_ARRAY: ReadonlySet<string | undefined> = new Set([
  "map",
  "filter",
  "slice",
  "flatMap",
  "flat",
  "toSorted",
  "toReversed",
  "toSpliced",
  "with",
  "split",
  "matchAll",
]);
const MAKES_ARRAY_OF =
  /^(?:Array\.from|Array\.of|Object\.(?:keys|values|entries|fromEntries|assign)|structuredClone)$/;

export const newArrays: Rule = (spot, at) => {
  const found = at.nodes.find(
    (node) => MAKES_ARRAY.has(methodOf(node)) || MAKES_ARRAY_OF.test(calleeOf(node) ?? ""),
  );
  if (!isOften(spot, at) || found === undefined) return;
  const name = calleeOf(found) ?? `.${methodOf(found)}`;
  return {
    rule: "new-arrays",
    seen: `${name}() makes a new collection, ${timesText(turnsOf(spot, at))}.`,
    why: "Each one takes memory for all its elements, calls a function for each where one is handed over, and is garbage as soon as the next one is there.",
    ask: "Is the whole collection needed, or does each element only have to be looked at once?",
  };
};

export const newEntries: Rule = (spot, at) => {
  const loop = at.nodes.find((node) => node.type === "ForOfStatement");
  const source = loop?.["right"] as SyntaxNode | undefined;
  if (!isOften(spot, at) || source === undefined || methodOf(source) !== "entries") return;
  return {
    rule: "new-entries",
    seen: `entries() gives a pair for each turn of the loop, ${timesText(turnsOf(spot, at))}.`,
    why: "Such a pair is an array of two, made by an iterator. V8 leaves it out where it sees through all of the loop, and only there.",
    ask: "What of the pair does the loop use?",
  };
};

export const newObjects: Rule = (spot, at) => {
  const found = at.nodes.find(isMade);
  if (!isOften(spot, at) || found === undefined) return;
  return {
    rule: "new-objects",
    seen: `A new ${kindOf(found)} is made here, ${timesText(turnsOf(spot, at))}.`,
    why: "Each one has to be placed on the heap, filled, read again and cleaned up by the garbage collector; V8 leaves that out only where it can prove that nobody else ever sees the object.",
    ask: "Who still needs it after this line, and for how long?",
  };
};

/** What stands in a `const` outside of functions is made once. */
function isMade(node: SyntaxNode): boolean {
  if (node.type === "ObjectExpression") return true;
  return node.type === "ArrayExpression" || node.type === "NewExpression";
}

function kindOf(node: SyntaxNode): string {
  if (node.type === "ArrayExpression") return "array";
  const name = calleeOf(node);
  return name === undefined ? "object" : `${name} object`;
}

export const closures: Rule = (spot, at) => {
  const found = at.nodes.find((node) => isFunction(node) && at.loopAround(node) !== undefined);
  if (!isOften(spot, at) || found === undefined) return;
  return {
    rule: "closures",
    seen: `A function is made in each turn of the loop, ${timesText(turnsOf(spot, at))}.`,
    why: "It is an object that remembers the variables around it, and calls of it are inlined only as long as V8 knows which one it is.",
    ask: "What does it remember that differs from turn to turn?",
  };
};

const elementsOf = (node: SyntaxNode) => node["elements"] as readonly (SyntaxNode | null)[];
const propertiesOf = (node: SyntaxNode) => node["properties"] as readonly SyntaxNode[];
const isSpread = (node: SyntaxNode | null): boolean => node?.type === "SpreadElement";

const MOVES: ReadonlySet<string | undefined> = new Set(["shift", "unshift", "splice"]);

export const movedElements: Rule = (spot, at) => {
  const found = at.nodes.find(
    (node) => MOVES.has(methodOf(node)) && argumentsOf(node).length !== 1,
  );
  if (!isOften(spot, at) || found === undefined) return;
  return {
    rule: "moved-elements",
    seen: `.${methodOf(found)}() runs ${timesText(turnsOf(spot, at))}.`,
    why: "All elements behind the place have to move by one: n elements, each time.",
    ask: "Does the order of the elements matter, and from which end are they taken?",
  };
};
