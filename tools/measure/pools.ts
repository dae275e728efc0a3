/**
 * What a run of a lab's tests costs in each of vitest's pools, and in the lab kit's own, with vitest
 * loaded and one starter file just changed.
 *
 *     pnpm measure:pools        about two minutes; writes docs/measurements/pools.md
 */
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { openLab } from "@hpts/labkit/run";
import type * as VitestNode from "vitest/node";
import { installedClone } from "./clone.ts";
import { conditions, publish, row, TABLE_HEAD } from "./report.ts";

const ROUNDS = 15;
const PAUSE_MS = 600;
const ONE = ["M7"];
const ALL = ["M1", "M2", "M3", "M4", "M5", "M6", "M7"];

interface Way {
  readonly name: string;
  /** Runs the tests of these exercises once more after a file has changed. */
  run(exercises: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const clone = installedClone(["modeling"]);
const labDir = join(clone.dir, "labs", "modeling");
const changedFile = join(labDir, "starter", "visualize.ts");
const settings = [
  { pool: "forks", isolate: true },
  { pool: "threads", isolate: true },
  { pool: "forks", isolate: false },
  { pool: "threads", isolate: false },
] as const;

const ways: Way[] = [await ourPool()];
for (const setting of settings) ways.push(await vitestPool(setting));

const samples = new Map<string, number[]>();
for (let round = -1; round < ROUNDS; round++) {
  for (const exercises of [ONE, ALL]) {
    for (const way of ways) await sample(way, exercises, round);
  }
}
for (const way of ways) await way.close();
clone.remove();

const rows = (label: string): string =>
  ways.map(({ name }) => row(name, samples.get(`${name} ${label}`) ?? [])).join("\n");
publish(
  "pools",
  `# What a run of a lab's tests costs

Lab modeling, done; vitest is loaded, one starter file has just changed, and the tests of some
exercises run again. Every way once a round, ${ROUNDS} rounds.

One exercise:

${TABLE_HEAD}
${rows("one")}

All seven:

${TABLE_HEAD}
${rows("all")}

${conditions()}
Command: \`pnpm measure:pools\`. What follows from it: [decision 5](../decisions/0005-running-labs.md).
`,
);
process.exit();

async function sample(way: Way, exercises: readonly string[], round: number): Promise<void> {
  await sleep(PAUSE_MS);
  appendFileSync(changedFile, `// round ${round}\n`);
  const start = performance.now();
  await way.run(exercises);
  const ms = performance.now() - start;
  const key = `${way.name} ${exercises === ONE ? "one" : "all"}`;
  if (round >= 0) samples.set(key, [...(samples.get(key) ?? []), ms]);
}

async function ourPool(): Promise<Way> {
  const session = await openLab(labDir, { warm: true });
  return {
    name: "the lab kit's pool, its process started before it is needed",
    async run(exercises) {
      session.changed([changedFile]);
      await session.run({ only: () => exercises });
    },
    close: () => session.close(),
  };
}

/** vitest as it comes, on the same tests. */
async function vitestPool({ pool, isolate }: (typeof settings)[number]): Promise<Way> {
  // The clone's own vitest, which finds the clone's packages.
  const file = createRequire(join(labDir, "package.json")).resolve("vitest/node");
  const { createVitest } = (await import(pathToFileURL(file).href)) as typeof VitestNode;
  const vitest = await createVitest("test", {
    root: labDir,
    config: false,
    watch: false,
    include: ["tests/*.test.ts"],
    setupFiles: ["@hpts/labkit/setup"],
    reporters: [{}],
    pool,
    isolate,
  });
  return {
    name: `vitest's ${pool}${isolate ? "" : ", not isolated"}`,
    async run(exercises) {
      vitest.invalidateFile(changedFile);
      const specifications = await vitest.globTestSpecifications();
      const wanted = specifications.filter(({ moduleId }) =>
        exercises.some((id) => moduleId.endsWith(`/${id}.test.ts`)),
      );
      const { testModules } = await vitest.runTestSpecifications(wanted, false);
      const tests = testModules.flatMap(({ children }) => [...children.allTests("failed")]);
      const [failed] = tests.map((test) => `${test.name}: ${test.result().errors?.[0]?.message}`);
      if (failed !== undefined) throw new Error(`${pool} fails ${failed}`);
    },
    close: () => vitest.close(),
  };
}
