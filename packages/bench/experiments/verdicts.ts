/**
 * How often the verdicts are wrong or inconclusive, and how long they take: idle, and with processes
 * beside them that take the processors away.
 *
 *     pnpm experiment:verdicts                          ten minutes
 *     pnpm experiment:verdicts --minutes 60 --hogs 2    better figures, for one load
 *     pnpm experiment:verdicts --only identical         identical code alone: called changed?
 *
 * Writes docs/measurements/verdicts.md.
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg, release, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { splitMix } from "../src/stats/bootstrap.ts";
import { MAD_TO_SIGMA, mad, median, quantileOfSorted, sorted } from "../src/stats/order.ts";
import {
  type Noise,
  openBench,
  resample,
  resampleIdentical,
  startHogs,
  TRUE_RATIO,
  type Trial,
} from "./trials.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    hogs: { type: "string", default: "0,1,2,4" },
    only: { type: "string", default: "" },
  },
});
const minutes = Number(values.minutes);
const loads = values.hogs.split(",").map(Number);
if (!(minutes > 0) || loads.some((hogs) => !(Number.isInteger(hogs) && hogs >= 0))) {
  throw new RangeError(
    `--minutes must be positive and --hogs counts such as 0,2, got ${process.argv.slice(2).join(" ")}`,
  );
}

const MARGINS = [0.2, 0.1, 0.05];
const GRADINGS = 5000;
const isIdenticalOnly = values.only === "identical";
if (values.only !== "" && !isIdenticalOnly) {
  throw new RangeError(`--only must be identical, got ${values.only}`);
}
/** Of the time: verdicts by processes, in this process, on identical code by processes and by runs. */
const SHARES = isIdenticalOnly
  ? { coProcess: 0, inProcess: 0, identical: 0.75, against: 0.25 }
  : { coProcess: 0.45, inProcess: 0.1, identical: 0.35, against: 0.1 };
const NAME = isIdenticalOnly ? "identical.md" : "verdicts.md";
const FILE = join(import.meta.dirname, "..", "..", "..", "docs", "measurements", NAME);

const HEAD = `| hogs | margin | verdicts | wrong | inconclusive | median s | 90 % s |
|---|---|---|---|---|---|---|`;

interface Found {
  readonly hogs: number;
  readonly waitRatios: number[];
  readonly pool: Noise[];
  readonly coProcess: Map<number, Trial[]>;
  readonly inProcess: Map<number, Trial[]>;
  readonly identical: Trial[];
  /** d of the rounds of those. */
  readonly identicalPool: Noise[];
  readonly against: Trial[];
}

const bench = openBench(splitMix(Date.now()));
const loadBefore = loadavg()[0]!;
const found: Found[] = [];
for (const hogs of loads) found.push(await measure(hogs));
bench.remove();
const text = page(found);
writeFileSync(FILE, text);
console.log(text);

async function measure(hogs: number): Promise<Found> {
  const forEach = (): Map<number, Trial[]> => new Map(MARGINS.map((margin) => [margin, []]));
  const one: Found = {
    hogs,
    waitRatios: [],
    pool: [],
    coProcess: forEach(),
    inProcess: forEach(),
    identical: [],
    identicalPool: [],
    against: [],
  };
  const running = startHogs(hogs);
  try {
    const ms = (minutes * 60_000) / loads.length;
    const part = isIdenticalOnly ? async () => {} : during;
    await part(SHARES.coProcess * ms, async (margin) => {
      const trial = await bench.coProcess(margin, one.pool);
      one.waitRatios.push(trial.waitRatio);
      one.coProcess.get(margin)!.push(trial);
    });
    await part(SHARES.inProcess * ms, async (margin) => {
      one.inProcess.get(margin)!.push(bench.inProcess(margin));
    });
    await during(SHARES.identical * ms, async () => {
      one.identical.push(await bench.identical(one.identicalPool));
    });
    await during(SHARES.against * ms, async () => {
      const trial = await bench.against();
      if (trial !== undefined) one.against.push(trial);
    });
  } finally {
    running.stop();
  }
  console.error(
    `${hogs} hogs: ${one.pool.length} generations, ${one.identical.length} comparisons`,
  );
  return one;
}

/** The margins in turn, until the time is up, each at least once. */
async function during(ms: number, action: (margin: number) => Promise<void>): Promise<void> {
  const end = performance.now() + ms;
  for (let i = 0; i < MARGINS.length || performance.now() < end; i++) {
    await action(MARGINS[i % MARGINS.length]!);
  }
}

function page(all: readonly Found[]): string {
  const rows = (of: (one: Found, margin: number) => readonly Trial[]): string =>
    all
      .flatMap((one) =>
        MARGINS.map((margin) => row(`${one.hogs} | ${percent(margin)}`, of(one, margin))),
      )
      .join("\n");
  const identical = identicalText(all);
  if (isIdenticalOnly) return `# Identical code\n${identical}\n${conditions()}\n${commandText()}\n`;
  return `# How often a verdict is wrong

A baseline with ${TRUE_RATIO} times the work of the candidate, and a ratio to reach that lies a margin below
or above that. Wrong: passed and should not have, or the other way round. "< x" is the 95 % bound when
none was seen (3 / verdicts). Hogs are ours; how busy the machine was with everything else, waiting /
running in the last table says: 0 if nothing else runs; three that share two cores get to 0.5.

## By processes in lock step, end to end

${HEAD}
${rows((one, margin) => one.coProcess.get(margin)!)}

## The rule alone: ${GRADINGS} gradings of generations drawn from those above

Generations are drawn with repetition, and so are their rounds. At most ten generations, as in the rule.
The bounds hold for the generations that were seen; how many those are, the last table says.

${HEAD}
${rows((one, margin) => resample(one.pool, margin, GRADINGS))}

## In one process

${HEAD}
${rows((one, margin) => one.inProcess.get(margin)!)}

${identical}
## The noise

| hogs | wait / run | sd between rounds | sd between generations | generations off by > 10 % | generations |
|---|---|---|---|---|---|
${all.map(noiseRow).join("\n")}

${conditions()}
${commandText()} What follows from it:
[decision 14](../decisions/0014-verdicts.md).
`;
}

function commandText(): string {
  const only = isIdenticalOnly ? " --only identical" : "";
  return `Command: \`pnpm experiment:verdicts --minutes ${minutes} --hogs ${loads.join(",")}${only}\`.`;
}

function identicalText(all: readonly Found[]): string {
  const table = (of: (one: Found) => readonly Trial[]): string =>
    `${HEAD}\n${all.map((one) => row(`${one.hogs} | 0 %`, of(one))).join("\n")}`;
  return `
## Identical code: called changed by 5 %?

Wrong: "faster" or "slower". Inconclusive: neither that nor "no difference to be seen". To be reached:
0.5 % wrong at most.

\`hpts compare\`, end to end:

${table(({ identical }) => identical)}

Its rule alone, on ${GRADINGS} comparisons of generations drawn from those (and their rounds from their
rounds):

${table(({ identicalPool }) => resampleIdentical(identicalPool, GRADINGS))}

\`hpts bench --against\` an earlier run, which calls nothing below 30 % a change:

${table(({ against }) => against)}
`;
}

function row(name: string, trials: readonly Trial[]): string {
  const share = (outcome: Trial["outcome"]): string => {
    const count = trials.filter((trial) => trial.outcome === outcome).length;
    const none = trials.length > 3 ? `0 (< ${percent(3 / trials.length)})` : "0";
    return count === 0 ? none : `${count} (${percent(count / trials.length)})`;
  };
  const times = trials.flatMap(({ seconds }) => seconds ?? []);
  const at = (part: number): string =>
    times.length === 0 ? "" : quantileOfSorted(sorted(times), part).toFixed(2);
  return `| ${name} | ${trials.length} | ${share("wrong")} | ${share("undecided")} | ${at(0.5)} | ${at(0.9)} |`;
}

/** Robust standard deviations of ln(ratio). */
function noiseRow({ hogs, pool, waitRatios }: Found): string {
  const sd = (noise: Noise): number => MAD_TO_SIGMA * mad(noise);
  const middles = pool.map((rounds) => median(rounds));
  const off = middles.filter((middle) => Math.abs(middle) > Math.log(1.1)).length;
  const cells = [
    hogs,
    median(waitRatios).toFixed(2),
    percent(median(pool.map(sd))),
    percent(sd(middles)),
    off,
    pool.length,
  ];
  return `| ${cells.join(" | ")} |`;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

function conditions(): string {
  const [cpu] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return (
    `Measured on ${day}: ${cpus().length} cores (${cpu?.model.trim()}, shared: other work ran beside it, ` +
    `load average ${loadBefore.toFixed(1)} before the start), ${type()} ${release().split("-")[0]}, Node ${process.versions.node}.`
  );
}
