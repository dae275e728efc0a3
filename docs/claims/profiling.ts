/** What profiles show, what they cost, and what the lab profiling brings. */
import { Session } from "node:inspector/promises";
import { cpuMs } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { type Bounds, count, rangeOf, times } from "./tool/define.ts";
import { compiled, sampled } from "./tool/measures.ts";
import { evolveOf } from "./variants/planted.ts";

/** A step of P4 against its starter. */
function step(
  id: string,
  name: Parameters<typeof evolveOf>[0],
  what: string,
  bounds: Bounds,
): Claim {
  return times(id, `P4 ${what} is {} times as fast as its starter.`, bounds, () => ({
    slow: evolveOf("starter"),
    fast: evolveOf(name),
  }));
}

const steps: Claim[] = [
  step("p4-without-snapshot", "without snapshot", "without the copies", [0.9, 2.5]),
  step("p4-without-hypot", "without hypot", "without `Math.hypot`", [1.2, 4]),
  step("p4-without-both", "without both", "without both", [2.2, 16]),
  step("p4-slides", "slides", "as the slides' loop, without helper functions,", [4, 22]),
  step("p4-swapped", "swapped", "with the loops swapped, the slides' fast version,", [1.2, 7]),
  step("p4-abreast", "four abreast", "swapped, with four particles side by side,", [4, 22]),
  step("p4-solution", "solution", "with one division a step", [5, 30]),
];

/** Calls of factorial in the slides' program taylor, and those of them that come from elsewhere. */
function factorialCalls(): { all: number; primitive: number } {
  let [all, primitive] = [0, 0];
  const factorial = (n: number): number => {
    all++;
    return n === 0 ? 1 : n * factorial(n - 1);
  };
  const called = (n: number): void => {
    primitive++;
    factorial(n);
  };
  for (let i = 0; i < 500; i++) called(i);
  for (let i = 1; i < 500; i += 2) called(i);
  return { all, primitive };
}

const taylor = `
const factorial = (n) => (n === 0 ? 1 : n * factorial(n - 1));
const terms = [];
for (let i = 0; i < 500; i++) terms.push(1 / factorial(i));
for (let i = 0; i < 500; i++) terms.push(i % 2 === 1 ? (-1) ** ((i - 1) / 2) / factorial(i) : 0);
return terms;`;

interface Node {
  readonly callFrame: { readonly functionName: string };
  readonly hitCount?: number;
}

/** Samples of V8's profiler in factorial, at its usual pace of 1,000 a second. */
async function factorialSamples(): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  const terms = compiled<() => number[]>(taylor)();
  const { profile } = (await session.post("Profiler.stop")) as { profile: { nodes: Node[] } };
  session.disconnect();
  if (terms.length !== 1000) throw new Error("taylor has not run");
  return profile.nodes
    .filter(({ callFrame }) => callFrame.functionName === "factorial")
    .reduce((sum, { hitCount = 0 }) => sum + hitCount, 0);
}

const profiles: Claim[] = [
  count(
    "factorial-calls",
    "The slides' taylor program calls `factorial` {} times.",
    188_000,
    "counted",
    () => factorialCalls().all,
  ),
  count(
    "factorial-primitive-calls",
    "Of these calls {} come from elsewhere than from `factorial` itself.",
    750,
    "counted",
    () => factorialCalls().primitive,
  ),
  {
    id: "taylor-samples",
    sentence: "V8's sampling profiler sees {} of them: too few to say anything.",
    unit: "count",
    range: rangeOf([0, 40]),
    measure: sampled("samples in factorial, of one run", factorialSamples),
  },
  count(
    "terms-zero",
    "Of the 500 terms of exp as many as {} are exactly 0: the factorial overflows.",
    329,
    "counted",
    () => {
      let [factorial, zeros] = [1, 0];
      for (let i = 0; i < 500; i++) {
        if (i > 0) factorial *= i;
        if (1 / factorial === 0) zeros++;
      }
      return zeros;
    },
  ),
];

/** ms of taking all of 10,000 elements off the front, the middle of nine. */
function drainMs(): number {
  const all = Array.from({ length: 9 }, () => {
    const list = Array.from({ length: 10_000 }, (_, i) => i);
    const start = cpuMs();
    while (list.length > 0) list.shift();
    return cpuMs() - start;
  });
  return all.toSorted((a, b) => a - b)[4]!;
}

const costs: Claim[] = [
  {
    id: "heap-profiler-shift",
    sentence:
      "While V8's sampling heap profiler runs, to drain an array of 10,000 by `shift` takes {} times as long.",
    unit: "x",
    range: rangeOf([1.5, 80]),
    measure: sampled("nine arrays with the profiler, and nine without", async () => {
      drainMs();
      const plain = drainMs();
      const session = new Session();
      session.connect();
      await session.post("HeapProfiler.enable");
      await session.post("HeapProfiler.startSampling");
      const watched = drainMs();
      await session.post("HeapProfiler.stopSampling");
      session.disconnect();
      return watched / plain;
    }),
  },
  {
    id: "cpu-profiler-evolve",
    sentence: "While V8's sampling CPU profiler runs, the simulator's loop takes {} times as long.",
    unit: "x",
    range: rangeOf([0.9, 2.5]),
    measure: sampled("200 calls of 60 steps with the profiler, and 200 without", async () => {
      const evolve = evolveOf("slides");
      const ms = (): number => {
        const start = cpuMs();
        for (let i = 0; i < 200; i++) evolve();
        return cpuMs() - start;
      };
      ms();
      const plain = ms();
      const session = new Session();
      session.connect();
      await session.post("Profiler.enable");
      await session.post("Profiler.start");
      const watched = ms();
      await session.post("Profiler.stop");
      session.disconnect();
      return watched / plain;
    }),
  },
];

export const PROFILING: Topic = { title: "Profiling", claims: [...steps, ...profiles, ...costs] };
