/** Rules about work that is done more often than something changes. */
import { countText, shortened, timesText } from "./amounts.ts";
import { isOften, type Rule, turnsOf } from "./rule.ts";
import { below, calleeOf, childrenOf, methodOf, type SyntaxNode } from "./syntax.ts";

export const recursion: Rule = ({ name, calls }, at) => {
  if (calls === undefined || calls.all < 1000 || calls.all < 10 * calls.primitive) return;
  const own = name.split(".").at(-1);
  if (!at.nodes.some((node) => calleeOf(node)?.split(".").at(-1) === own)) return;
  return {
    rule: "recursion",
    seen: `${name} is called ${timesText(calls.all)}, only ${countText(calls.primitive)} of them from elsewhere than from itself.`,
    why: "Each of these calls takes room on the stack and begins again at the bottom; V8 inlines recursion for a few levels only, and remembers no result.",
    ask: "For which arguments is it called more than once, and which result was known a moment before?",
  };
};

const PURE = /^Math\.(?!random$)\w+$/;

export const invariant: Rule = (spot, at) => {
  if (!isOften(spot, at)) return;
  for (const node of at.nodes) {
    const loop = at.loopAround(node);
    if (loop === undefined || !isCostly(node) || !isConstantIn(node, loop)) continue;
    return {
      rule: "invariant",
      seen: `${shortened(at.textOf(node))} has the same value in every turn of the loop in line ${at.lineOf(loop)}.`,
      why: "V8 takes only some of such work out of loops by itself, and nothing that it cannot see through.",
      ask: "When does what it is made of change?",
    };
  }
  return;
};

export const computedTwice: Rule = (spot, at) => {
  const { enclosing } = at;
  if (!isOften(spot, at) || enclosing === undefined) return;
  const others = below(enclosing).filter(isCostly);
  for (const node of at.nodes.filter(isCostly)) {
    const text = at.textOf(node);
    const twin = others.find((one) => one.start !== node.start && at.textOf(one) === text);
    if (twin === undefined || isChangedBetween(node, twin, enclosing)) continue;
    const line = at.lineOf(twin);
    return {
      rule: "computed-twice",
      seen: `${shortened(text)} is computed here and ${line === spot.line ? "once more on this line" : `in line ${line}`}.`,
      why: "V8 finds equal work only where it can prove that nothing in it has changed in between; a write to any object may end that proof.",
      ask: "What changes between the two?",
    };
  }
  return;
};

const SEARCHES: ReadonlySet<string | undefined> = new Set([
  "includes",
  "indexOf",
  "lastIndexOf",
  "find",
  "findIndex",
  "findLast",
  "some",
  "every",
]);

export const linearSearch: Rule = (spot, at) => {
  const found = at.nodes.find((node) => SEARCHES.has(methodOf(node)));
  if (!isOften(spot, at) || found === undefined) return;
  return {
    rule: "linear-search",
    seen: `.${methodOf(found)}() searches a list, ${timesText(turnsOf(spot, at))}.`,
    why: "It looks at one element after the other: in a loop over n, that is n times n looks.",
    ask: "What would have to be remembered so that no search is needed?",
  };
};

/** Calls of Math on names, numbers and such calls: what depends on nothing else. */
function isCostly(node: SyntaxNode): boolean {
  const name = calleeOf(node);
  if (node.type !== "CallExpression" || name === undefined || !PURE.test(name)) return false;
  return below(node).every(
    (one) => one.type !== "CallExpression" || PURE.test(calleeOf(one) ?? ""),
  );
}

/** Made of names and numbers alone, none of which the loop sets. */
function isConstantIn(node: SyntaxNode, loop: SyntaxNode): boolean {
  const names = namesIn(node);
  if (names.size === 0 || hasMembers(node)) return false;
  const written = writtenIn(loop);
  return ![...names].some((name) => written.has(name));
}

function isChangedBetween(a: SyntaxNode, b: SyntaxNode, within: SyntaxNode): boolean {
  const [from, to] = a.start < b.start ? [a.end, b.start] : [b.end, a.start];
  const names = namesIn(a);
  const between = below(within).filter((node) => node.start >= from && node.end <= to);
  const members = hasMembers(a);
  return between.some((node) => {
    const target = targetOf(node);
    if (target?.type === "MemberExpression") return members;
    if (members && node.type === "CallExpression" && !PURE.test(calleeOf(node) ?? "")) return true;
    return target !== undefined && below(target).some((one) => names.has(String(one["name"])));
  });
}

/** Reads of fields and elements: whoever holds the object may change them. */
function hasMembers(node: SyntaxNode): boolean {
  return below(node).some(
    (one) => one.type === "MemberExpression" && (one["object"] as SyntaxNode)["name"] !== "Math",
  );
}

function namesIn(node: SyntaxNode): ReadonlySet<string> {
  if (node.type === "MemberExpression" && node["computed"] !== true)
    return namesIn(node["object"] as SyntaxNode);
  if (node.type === "Identifier")
    return new Set(node["name"] === "Math" ? [] : [String(node["name"])]);
  return new Set(childrenOf(node).flatMap((child) => [...namesIn(child)]));
}

/** Names that get a value in it, its own variables included. */
function writtenIn(loop: SyntaxNode): ReadonlySet<string> {
  const targets = below(loop).flatMap((node) => targetOf(node) ?? []);
  const names = targets.flatMap(below).filter(({ type }) => type === "Identifier");
  return new Set(names.map((one) => String(one["name"])));
}

/** What a node sets: the left side, the variable, the parameters. */
function targetOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === "AssignmentExpression") return node["left"] as SyntaxNode;
  if (node.type === "UpdateExpression") return node["argument"] as SyntaxNode;
  if (node.type === "VariableDeclarator") return node["id"] as SyntaxNode;
  if (node.type === "ForOfStatement" || node.type === "ForInStatement")
    return node["left"] as SyntaxNode;
  return undefined;
}
