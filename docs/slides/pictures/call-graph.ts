/**
 * The call graph of taylor.ts. Calls are exact, as `hpts profile` counts them; the bars show how much of a
 * function's time is its own, roughly, since times differ from run to run.
 */
import { arrow, label, type Point, rect, svgText } from "./svg.ts";

const BOX = { width: 210, height: 84 };

interface Box extends Point {
  readonly name: string;
  readonly words: string;
  readonly ownShare: number;
}

const BENCHMARK: Box = { x: 195, y: 16, name: "benchmark", words: "1 call", ownShare: 0.02 };
const EXP: Box = { x: 20, y: 176, name: "taylorExp", words: "1 call", ownShare: 0.04 };
const SIN: Box = { x: 370, y: 176, name: "taylorSin", words: "1 call", ownShare: 0.04 };
const FACTORIAL: Box = { x: 195, y: 344, name: "factorial", words: "188,000 calls", ownShare: 1 };

export function callGraph(): string {
  const loop = { x: FACTORIAL.x + BOX.width, y: FACTORIAL.y + 22 };
  const body = [
    edge(BENCHMARK, EXP),
    edge(BENCHMARK, SIN),
    edge(EXP, FACTORIAL),
    edge(SIN, FACTORIAL),
    label(96, 314, "500 calls", "", "middle"),
    label(506, 314, "250 calls", "", "middle"),
    `<path class="s-orange" style="stroke-width:13" d="M${loop.x} ${loop.y}C${loop.x + 110} ${loop.y - 40} ${loop.x + 110} ${loop.y + 84} ${loop.x + 20} ${loop.y + 42}"/>`,
    `<path class="f-orange" d="M${loop.x + 2} ${loop.y + 40}l32 -18l-4 40z"/>`,
    label(FACTORIAL.x + BOX.width + 8, FACTORIAL.y + 116, "187,250 calls", "f-orange"),
    ...[BENCHMARK, EXP, SIN, FACTORIAL].flatMap(box),
  ];
  return svgText(600, 490, "The call graph of taylor.ts", body);
}

function box({ x, y, name, words, ownShare }: Box): string[] {
  return [
    rect({ x, y }, BOX.width, BOX.height, "f-panel", 10),
    label(x + 18, y + 34, name, "mono"),
    label(x + 18, y + 60, words, "soft small"),
    rect({ x: x + 4, y: y + BOX.height - 14 }, (BOX.width - 8) * ownShare, 10, "f-orange", 4),
  ];
}

function edge(from: Box, to: Box): string {
  const inward = (to.x - from.x) / 6;
  const start = { x: from.x + BOX.width / 2 + inward, y: from.y + BOX.height };
  return arrow(start, { x: to.x + BOX.width / 2 - inward, y: to.y - 4 }, "accent");
}
