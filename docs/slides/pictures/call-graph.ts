/** The call graph of taylor.ts: calls, and how much of a function's time is its own, from the lab's profile. */
import { join } from "node:path";
import { type FunctionStats, loadProfile, Stats } from "@hpts/profile";
import { arrow, label, type Point, rect, svgText } from "./svg.ts";

const PROFILE = join(import.meta.dirname, "../../../labs/profiling/tests/profiles/taylor.json");

const BOX = { width: 210, height: 84 };
const BENCHMARK: Point = { x: 195, y: 16 };
const EXP: Point = { x: 20, y: 176 };
const SIN: Point = { x: 370, y: 176 };
const FACTORIAL: Point = { x: 195, y: 344 };

export function callGraph(): string {
  const functions = new Stats(loadProfile(PROFILE)).functions();
  const named = (name: string): FunctionStats => {
    const found = functions.find((fn) => fn.name === name);
    if (found === undefined) throw new Error(`${PROFILE} has no function ${name}`);
    return found;
  };
  const [benchmark, exp, sin] = ["benchmark", "taylorExp", "taylorSin"].map(named);
  const factorial = named("factorial");
  const callsFrom = (caller: FunctionStats): string => calls(factorial.callers.get(caller)?.calls);
  const loop = { x: FACTORIAL.x + BOX.width, y: FACTORIAL.y + 22 };
  const body = [
    edge(BENCHMARK, EXP),
    edge(BENCHMARK, SIN),
    edge(EXP, FACTORIAL),
    edge(SIN, FACTORIAL),
    label(96, 314, callsFrom(exp!), "", "middle"),
    label(506, 314, callsFrom(sin!), "", "middle"),
    `<path class="s-orange" style="stroke-width:13" d="M${loop.x} ${loop.y}C${loop.x + 110} ${loop.y - 40} ${loop.x + 110} ${loop.y + 84} ${loop.x + 20} ${loop.y + 42}"/>`,
    `<path class="f-orange" d="M${loop.x + 2} ${loop.y + 40}l32 -18l-4 40z"/>`,
    label(FACTORIAL.x + BOX.width + 8, FACTORIAL.y + 116, callsFrom(factorial), "f-orange"),
    ...box(BENCHMARK, benchmark!),
    ...box(EXP, exp!),
    ...box(SIN, sin!),
    ...box(FACTORIAL, factorial),
  ];
  return svgText(600, 490, "The call graph of taylor.ts", body);
}

function box({ x, y }: Point, fn: FunctionStats): string[] {
  const ownShare = fn.selfUs / fn.totalUs;
  return [
    rect({ x, y }, BOX.width, BOX.height, "f-panel", 10),
    label(x + 18, y + 34, fn.name, "mono"),
    label(x + 18, y + 60, calls(fn.calls), "soft small"),
    rect({ x: x + 4, y: y + BOX.height - 14 }, (BOX.width - 8) * ownShare, 10, "f-orange", 4),
  ];
}

function calls(count = 0): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "call" : "calls"}`;
}

function edge(from: Point, to: Point): string {
  const inward = (to.x - from.x) / 6;
  const start = { x: from.x + BOX.width / 2 + inward, y: from.y + BOX.height };
  return arrow(start, { x: to.x + BOX.width / 2 - inward, y: to.y - 4 }, "accent");
}
