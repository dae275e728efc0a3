/** What is said of a line on which no rule has seen anything: only what was measured. */
import { paceText, timesText, timeText } from "./amounts.ts";
import { type Finding, type Spot, turnsOf } from "./rule.ts";
import { calleeOf, isLoop, type LineSyntax, methodOf } from "./syntax.ts";

const FEW = 100;

export function remaining(spot: Spot, at: LineSyntax): Finding {
  const turns = turnsOf(spot, at);
  const names = at.nodes.flatMap((node) => calleeOf(node) ?? methodOf(node) ?? []);
  const called = names.length === 0 ? undefined : [...new Set(names)].slice(0, 2);
  if (turns !== undefined && turns < FEW) return rare(spot, at);
  if (called !== undefined) {
    return {
      rule: "calls",
      seen: `${called.map((name) => `${name}()`).join(" and ")}: ${paceText(spot, at)}, without what your own functions take inside.`,
      why: "A call costs a few ns where V8 does not write the function into its caller; what is built in does its own work on top of that.",
      ask: "What does each call find out that the one before did not?",
    };
  }
  if (at.nodes.some(isLoop)) {
    return {
      rule: "loop",
      seen: `The loop itself: ${paceText(spot, at)}.`,
      why: "Counting and comparing are single instructions, and fetching the next element a few more: it is the number of turns that adds up.",
      ask: "How many turns are there, and what decides their number?",
    };
  }
  return {
    rule: "often",
    seen: `The line runs ${paceText(spot, at)}.`,
    why: "A single run is cheap for V8; what adds up is how many there are.",
    ask: "Who asks for so many of them?",
  };
}

function rare(spot: Spot, at: LineSyntax): Finding {
  const turns = turnsOf(spot, at) ?? 1;
  return {
    rule: "long-run",
    seen: `The line runs ${timesText(turns)} and takes ${timeText(spot.selfUs / turns)}${turns === 1 ? "" : " each time"}, without what your own functions take inside.`,
    why: "So it is something built in that works there, on much data; or V8 itself, which has to compile what runs for the first time.",
    ask: "How much data is handed over, and would the line take as long if it ran once more?",
  };
}
