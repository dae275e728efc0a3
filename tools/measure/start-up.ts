/**
 * How long `hpts labs` takes to answer, started in the ways there are.
 *
 *     pnpm measure:start        about a minute; writes docs/measurements/start-up.md
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathWithPnpm } from "../bootstrap/install.mjs";
import { installedClone } from "./clone.ts";
import { conditions, publish, row, TABLE_HEAD } from "./report.ts";

const ROUNDS = 21;

const clone = installedClone([]);
const path = await pathWithPnpm();
const env = { ...process.env, PATH: path, INIT_CWD: clone.dir, NO_COLOR: "1" };
const launcher = join("packages", "cli", "bin", "hpts.mjs");
const sources = join("packages", "cli", "src", "main.ts");
const tsx = join("node_modules", "tsx", "dist", "cli.mjs");
const node = process.execPath;

interface Way {
  readonly name: string;
  readonly command: readonly string[];
  /** What is done before each start, outside the measured time. */
  readonly before?: () => void;
}

const WAYS: readonly Way[] = [
  { name: "`pnpm hpts labs`, as students type it", command: ["pnpm", "hpts", "labs"] },
  { name: "`node bin/hpts.mjs labs`: the fresh build", command: [node, launcher, "labs"] },
  {
    name: "the same, when a source has changed and is built first",
    command: [node, launcher, "labs"],
    before: () => rmSync(join(clone.dir, "packages", "cli", ".hpts"), { recursive: true }),
  },
  {
    name: "`node --import tsx src/main.ts labs`",
    command: [node, "--import", "tsx", sources, "labs"],
  },
  { name: "`tsx src/main.ts labs`", command: [node, tsx, sources, "labs"] },
  { name: "an empty Node program, for comparison", command: [node, "-e", "0"] },
];

const samples = new Map<string, number[]>(WAYS.map(({ name }) => [name, []]));
try {
  for (let round = -1; round < ROUNDS; round++) {
    for (const { name, command, before } of WAYS) {
      const ms = time(command, before);
      if (round >= 0) samples.get(name)?.push(ms); // the first round only warms the disk up
    }
  }
} finally {
  clone.remove();
}

const rows = WAYS.map(({ name }) => row(name, samples.get(name) ?? []));
publish(
  "start-up",
  `# Starting hpts

From starting \`hpts labs\` to its end, as a whole process, started in different ways; every way once
a round, ${ROUNDS} rounds. Target for \`pnpm hpts labs\`: median under 300 ms.

${TABLE_HEAD}
${rows.join("\n")}

${conditions()}
Command: \`pnpm measure:start\`. What follows from it: [decision 6](../decisions/0006-starting-hpts.md).
`,
);

function time([program, ...args]: readonly string[], before?: () => void): number {
  before?.();
  const start = performance.now();
  const { status, stderr } = spawnSync(program!, args, { cwd: clone.dir, env, encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${program} ${args.join(" ")} in ${dirname(clone.dir)}: ${stderr}`);
  return performance.now() - start;
}
