/**
 * Hidden cases of B5 and B6, whose functions take no inputs: what changes is the machine that they
 * work on. It takes other times, and gives other numbers and particles.
 */
import type { Asked, HiddenCase } from "./hidden-cases.ts";
import { near, same } from "./near.ts";
import type { Draw } from "./random.ts";

/** As `BenchMachine` of the lab; what it takes for an element is in ns. */
interface BenchMachine {
  readonly costNs: { readonly [what in keyof typeof COSTS]: number };
  readonly numbersSeed: number;
  readonly particlesOf: (seed: number) => number;
}

/** From and to; none of them is that of the lab's own machine. */
const COSTS = {
  wave: [21, 60],
  number: [101, 300],
  sum: [2, 5],
  sort: [101, 300],
  sortSorted: [3, 9],
} as const;

/** As `BenchmarkRun` of the lab. */
interface BenchmarkRun {
  readonly shownNs: number;
  readonly timed: Readonly<Record<"waves" | "numbers" | "sums" | "sorts" | "sorted", number>>;
  readonly found: { readonly timed: number; readonly all: number };
  readonly sunk: number;
}

function drawnMachine(draw: Draw): BenchMachine {
  const away = draw.integer(10, 2 ** 20);
  return {
    costNs: {
      wave: draw.integer(...COSTS.wave),
      number: draw.integer(...COSTS.number),
      sum: draw.integer(...COSTS.sum),
      sort: draw.integer(...COSTS.sort),
      sortSorted: draw.integer(...COSTS.sortSorted),
    },
    numbersSeed: draw.integer(2, 2 ** 30),
    particlesOf: (seed) => seed + away,
  };
}

/** All that was computed while the watch ran is used, and nothing is used that was not computed. */
function isUsed({ found, sunk }: BenchmarkRun): void {
  same(found.timed > 0, true);
  same(sunk >= found.timed * (1 - 1e-9), true);
  same(sunk <= found.all * (1 + 1e-9), true);
}

export function workbenchCases(helper: Asked): HiddenCase[] {
  const benchmark = (name: string, machine: BenchMachine): Promise<BenchmarkRun> =>
    helper("tests/bench/drive-benchmarks.ts").driveBenchmark(name, machine);
  return [
    {
      exercise: "B5",
      description: "the true times of another machine, with other numbers",
      async check(draw) {
        const machine = drawnMachine(draw);
        const { costNs } = machine;
        const waves = await benchmark("waves", machine);
        same(waves.shownNs, 1000 * costNs.wave);
        isUsed(waves);
        const sums = await benchmark("sums", machine);
        same(sums.shownNs, 100_000 * costNs.sum);
        isUsed(sums);
        const sorts = await benchmark("sorts", machine);
        same(sorts.shownNs, 10_000 * costNs.sort);
        same(sorts.timed.sorted, 0);
      },
    },
    {
      exercise: "B5",
      description: "each kind's true time on another machine",
      async check(draw) {
        const machine = drawnMachine(draw);
        const kinds = await helper("tests/bench/drive-benchmarks.ts").driveKinds(machine);
        const times: number[] = Object.values(kinds.given);
        same(times.length, 6);
        for (const ns of times) same(ns, 500_000 * machine.costNs.sum);
        same(kinds.shownNs, 3_000_000 * machine.costNs.sum);
        // Three kinds are of ones, three of halves: one kind six times adds up to something else.
        near(kinds.found.timed, 500 * (3 * 1000 + 3 * 500), 1e-6);
        isUsed(kinds);
      },
    },
    {
      exercise: "B6",
      description: "more runs of each case, with particles of another generator",
      async check(draw) {
        const machine = drawnMachine(draw);
        const { driveSuite } = helper("tests/bench/drive-suite.ts");
        const cases = await driveSuite(draw.integer(4, 8), machine);
        same(cases.length, 2);
        for (const [i, n] of [100, 1000].entries()) {
          const { name, runs, made } = cases[i];
          same(name, `evolve, ${n} particles`);
          same(made, 0);
          const sum = sumOf(helper, n, machine.particlesOf(1));
          for (const evolved of runs) {
            same(evolved.length, 1);
            same(evolved[0].n, n);
            same(evolved[0].dt, 0.1);
            near(evolved[0].sum, sum, 1e-6);
          }
        }
      },
    },
  ];
}

/** All coordinates and speeds of n particles of a seed. */
function sumOf(helper: Asked, n: number, seed: number): number {
  const { randomParticles } = helper("tests/bench/workbench.ts");
  let sum = 0;
  for (const { x, y, angVel } of randomParticles(n, seed)) sum += x + y + angVel;
  return sum;
}
