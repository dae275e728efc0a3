/**
 * Nothing to write here: real measurements with what you have written. The figures are those of
 * your machine: compare them with each other, not with somebody else's.
 *
 *     pnpm tsx labs/timing/starter/measure.ts
 */
import { orTodo } from "@hpts/labkit";
import { Bench } from "tinybench";
import { leastShownNs, ParticleSimulator, randomParticles } from "#workbench";
import { kinds, sorts, sums, waves } from "./benchmarks.ts";
import { nowNs } from "./clock.ts";
import { compare } from "./compare.ts";
import { threeDigits } from "./digits.ts";
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
  const more = (): void => simulator.evolve(0.00012); // 12 steps
  const candidates = { "10 steps again": evolve, "12 steps": more };
  for (const [name, candidate] of Object.entries(candidates)) {
    const { ratio, verdict } = compare(evolve, candidate);
    console.log("B4  %s take %s times 10 steps: %s", name, threeDigits(ratio), verdict);
  }
});

const showUs = (name: string, ns: number): void =>
  console.log("B5  %s: the watch shows %s µs", name, threeDigits(ns / 1000));
for (const benchmark of [waves, sums, sorts]) showUs(benchmark.name, leastShownNs(benchmark));
showUs("kinds, the last", leastShownNs(kinds, "last"));

await orTodo(async () => {
  const bench = new Bench({ time: 300, iterations: 5 });
  addCases(bench);
  await bench.run();
  console.table(bench.table());
});

const { user, system } = process.cpuUsage();
const usage = { realS: performance.now() / 1000, userS: user / 1e6, sysS: system / 1e6 };
await orTodo(() => {
  const text = `${explain(usage)}, ${threeDigits(cpuShare(usage))} cores`;
  console.log("B1  this program: real %d s: %s", usage.realS.toFixed(2), text);
});
