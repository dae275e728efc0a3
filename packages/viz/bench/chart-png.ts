/**
 * A chart as PNG: ours against resvg on the same SVG, in turn, 1520 x 1128 pixels.
 *
 *     npm install --prefix /tmp/peer @resvg/resvg-js@2.6.2
 *     tsx packages/viz/bench/chart-png.ts /tmp/peer [rounds]
 *
 * Prints medians with their middle halves, and the ratio within a round. Letters differ: ours are
 * strokes, resvg's come from the fonts of the machine.
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { scaling, toSvg } from "../src/chart/index.ts";
import { toPng } from "../src/chart/png.ts";
import { variablesOf } from "../src/chart/theme.ts";
import { scalingRun } from "../test/chart/results.ts";

interface Peer {
  readonly Resvg: new (svg: string, options: object) => { render(): { asPng(): Uint8Array } };
}

const [folder, rounds = "15"] = process.argv.slice(2);
if (folder === undefined) {
  console.error("say where resvg is: tsx chart-png.ts <folder with node_modules> [rounds]");
  process.exit(2);
}
const { Resvg } = createRequire(join(resolve(folder), "x.js"))("@resvg/resvg-js") as Peer;
const chart = scaling([scalingRun()]);
const colours = new Map(
  variablesOf("light")
    .split(";")
    .map((one) => one.split(":") as [string, string]),
);

/** resvg knows no variables. */
function plainSvg(): string {
  return toSvg(chart, { theme: "light" })
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/var\((.*?)\)/g, (_, name: string) => colours.get(name)!);
}

function msOf(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

const own: number[] = [];
const peer: number[] = [];
for (let round = 0; round < Number(rounds); round++) {
  const ours = (): void => {
    own.push(msOf(() => toPng(chart)));
  };
  if (round % 2 === 0) ours();
  const options = { fitTo: { mode: "zoom", value: 2 }, background: "#ffffff" };
  peer.push(msOf(() => new Resvg(plainSvg(), options).render().asPng()));
  if (round % 2 === 1) ours();
}

function text(values: readonly number[], unit: string): string {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
    sorted[Math.floor(share * (sorted.length - 1))]!.toPrecision(3),
  );
  return `${middle}${unit} (${low} to ${high})`;
}

console.log(`ours   ${text(own, " ms")}, first ${own[0]!.toFixed(0)} ms`);
console.log(`resvg  ${text(peer, " ms")}, first ${peer[0]!.toFixed(0)} ms`);
const ratios = own.map((ms, i) => ms / peer[i]!);
console.log(`ours / resvg  ${text(ratios, "")}, n = ${rounds}, Node ${process.versions.node}`);
