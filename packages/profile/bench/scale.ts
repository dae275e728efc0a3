/**
 * How large profiles may be: ours against speedscope's importer, on the same files.
 *
 *     pnpm bench:profile-scale [--write]      --write: docs/measurements/profile-scale.md
 *
 * Files are made from a seed, in a folder that is gone afterwards. Both run in processes of their own,
 * in turn; speedscope only once on the largest file.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { type SyntheticSize, writeSynthetic } from "./synthetic.ts";

const HERE = import.meta.dirname;
const REPORT = join(HERE, "../../../docs/measurements/profile-scale.md");

interface Case extends SyntheticSize {
  readonly name: string;
  readonly rounds: number;
  readonly peerRounds: number;
  readonly target: string;
}

const CASES: readonly Case[] = [
  { name: "1 M samples", samples: 1e6, nodes: 20_000, rounds: 7, peerRounds: 5, target: "250 ms" },
  {
    name: "10 M samples",
    samples: 1e7,
    nodes: 200_000,
    rounds: 5,
    peerRounds: 1,
    target: "2000 ms, 450 MB",
  },
];

interface Taken {
  readonly ms: number;
  readonly rssMb: number;
  readonly totalUs: number;
}

const dir = mkdtempSync(join(tmpdir(), "hpts-scale-"));
try {
  const child = join(dir, "child.mjs");
  // As published: without tsx, which takes memory and time of its own.
  buildSync({
    entryPoints: [fileURLToPath(import.meta.resolve("./scale-child.ts"))],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: child,
    logLevel: "error",
  });
  const load = loadavg()[0] as number;
  const rows = CASES.map((one) => measure(one, child));
  const text = report(rows, load);
  console.log(text);
  if (process.argv.includes("--write")) writeFileSync(REPORT, text);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

interface Row {
  readonly one: Case;
  readonly megabytes: number;
  readonly ours: readonly Taken[];
  readonly peer: readonly Taken[];
}

function measure(one: Case, child: string): Row {
  const file = join(dir, "synthetic.cpuprofile");
  writeSynthetic(file, one);
  const ours: Taken[] = [];
  const peer: Taken[] = [];
  for (let round = 0; round < one.rounds; round++) {
    ours.push(taken([child, file]));
    if (round < one.peerRounds) {
      peer.push(taken([join(HERE, "speedscope-child.mjs"), file]));
    }
  }
  return { one, megabytes: statSync(file).size / 1e6, ours, peer };
}

function taken(args: string[]): Taken {
  const text = execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 24 });
  return JSON.parse(text) as Taken;
}

function report(rows: readonly Row[], load: number): string {
  const [cpu] = cpus();
  const lines = rows.flatMap(({ one, megabytes, ours, peer }) => {
    const [mine, theirs] = [middle(ours), middle(peer)];
    const agree = Math.abs(mine.totalUs - theirs.totalUs) / theirs.totalUs;
    const size = `${one.name}, ${one.nodes / 1000} k nodes, ${megabytes.toFixed(0)} MB`;
    const ratio = `${(theirs.ms / mine.ms).toFixed(1)}x`;
    return [
      `| ${size} | hpts | ${figures(ours)} | ${one.target} | |`,
      `| | speedscope | ${figures(peer)} | | hpts is ${ratio} as fast; sums differ by ${(agree * 100).toFixed(3)} % |`,
    ];
  });
  return `# Large profiles

Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpu?.model.trim()}, shared and noisy; load ${load.toFixed(1)} before), Node ${process.versions.node}.
Command: \`pnpm bench:profile-scale --write\`. Medians, with the lowest and the highest; every reading in a
process of its own, in turn; memory is the largest resident set.

| .cpuprofile | reader | ms | MB | target | |
|---|---|--:|--:|---|---|
${lines.join("\n")}

**Not the same work.** \`hpts\` reads the file, sums self and total time by function (recursion counted
once) and by pair of caller and callee. speedscope's importer also builds the order of all calls in
time, which its views need; \`hpts open\` leaves that to it. The order of samples is kept by
\`hpts convert\` for files up to a few million samples.

**speedscope** is its published script (${peerVersion()}), in the same Node, with the drawing of its page left
out ([speedscope-child.mjs](../../packages/profile/bench/speedscope-child.mjs)). The files are made from a
seed ([synthetic.ts](../../packages/profile/bench/synthetic.ts)): a tree of calls in which a program walks
about by a few calls from sample to sample, as real ones do. Target for the ratio: 10x.
`;
}

function peerVersion(): string {
  const path = new URL("../node_modules/speedscope/package.json", import.meta.url);
  const text = execFileSync(process.execPath, [
    "-p",
    `require(${JSON.stringify(path.pathname)}).version`,
  ]);
  return text.toString().trim();
}

function middle(all: readonly Taken[]): Taken {
  return all.toSorted((a, b) => a.ms - b.ms)[Math.floor(all.length / 2)] as Taken;
}

function figures(all: readonly Taken[]): string {
  const spread = (values: number[]): string => {
    const sorted = values.toSorted((a, b) => a - b);
    const half = sorted[Math.floor(sorted.length / 2)] as number;
    const whole = (value: number | undefined): string => (value ?? 0).toFixed(0);
    return sorted.length === 1
      ? whole(half)
      : `${whole(half)} (${whole(sorted[0])}..${whole(sorted.at(-1))})`;
  };
  return `${spread(all.map(({ ms }) => ms))} | ${spread(all.map(({ rssMb }) => rssMb))}`;
}
