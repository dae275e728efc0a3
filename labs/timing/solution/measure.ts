/**
 * Nothing to write here: measures with what you have written. The figures are those of your machine.
 *
 *     pnpm tsx labs/timing/solution/measure.ts
 */
import { orTodo } from "@hpts/labkit";
import { Bench } from "tinybench";
import { leastShownNs, ParticleSimulator, randomParticles } from "#workbench";
import { kinds, sorts, sums, waves } from "./benchmarks.ts";
import { nowNs } from "./clock.ts";
import { compare } from "./compare.ts";
import { threeDigits, usOrMs } from "./digits.ts";
import { ipythonLine, pythonLine } from "./report.ts";
import { addCases } from "./suite.ts";
import { timeit } from "./timeit.ts";
import { cpuShare, explain } from "./usage.ts";

const simulator = new ParticleSimulator(randomParticles(1000, 1));
const evolve = (): void => simulator.evolve(0.0001); // 1000 particles, 10 steps
const start = nowNs();
evolve();
const firstNs = nowNs() - start;

await orTodo(async () => {
  const timing = await timeit(evolve);
  console.log("B2  the first call took %s times the best", threeDigits(firstNs / timing.bestNs));
  console.log("B3  %s\nB3  %s", ipythonLine(timing), pythonLine(timing));
});

await orTodo(() => {
  const candidates = { "10 steps again": evolve, "12 steps": () => simulator.evolve(0.00012) };
  for (const [name, candidate] of Object.entries(candidates)) {
    const { ratio, verdict } = compare(evolve, candidate);
    console.log("B4  %s take %s times 10 steps: %s", name, threeDigits(ratio), verdict);
  }
});

const show = (name: string, ns: number): void =>
  console.log("B5  %s: the watch shows %s", name, usOrMs(ns));
for (const benchmark of [waves, sums, sorts]) show(benchmark.name, leastShownNs(benchmark));
show("kinds, the last", leastShownNs(kinds, "last"));

await orTodo(async () => {
  const bench = new Bench({ time: 300, iterations: 5 });
  addCases(bench);
  await bench.run();
  for (const { name, result } of bench.tasks) {
    if (!("latency" in result)) throw new Error(`${name}: ${result.state}`, { cause: result });
    const { p50, p99, samplesCount } = result.latency; // in ms; of 100 samples, 99 are below p99
    const [median, slow] = [usOrMs(p50 * 1e6), usOrMs(p99 * 1e6)];
    console.log("B6  %s: median %s, p99 %s (%d samples)", name, median, slow, samplesCount);
  }
});

const { user, system } = process.cpuUsage();
const usage = { realS: performance.now() / 1000, userS: user / 1e6, sysS: system / 1e6 };
await orTodo(() => {
  const text = `${explain(usage)}, ${threeDigits(cpuShare(usage))} cores`;
  console.log("B1  this program: real %d s: %s", usage.realS.toFixed(2), text);
});
