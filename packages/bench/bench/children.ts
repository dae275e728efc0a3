/**
 * What accuracy.ts measures in processes of their own: `node --import tsx children.ts <role>` prints
 * one line of JSON.
 */
import { readFileSync } from "node:fs";
import { Bench, type BenchOptions } from "tinybench";
import { bench } from "../src/cases/define.ts";
import { measureCase } from "../src/measure/measure-case.ts";
import { fiveXorshifts, measureSurroundings } from "../src/measure/surroundings.ts";
import { median } from "../src/stats/order.ts";

const WORDS = Array.from({ length: 1024 }, (_, i) => Math.imul(i + 1, 0x9e3779b9));
const NUMBERS = WORDS.map((word) => word / 1e6);

const roles: Record<string, () => Promise<object>> = {
  "ours-chained": () => ours(fiveWrittenOut, true),
  "ours-overlapping": () => ours(fiveWrittenOut, false),
  "ours-net-overlapping": () => ours(fiveWrittenOut, false, true),
  "ours-looped-overlapping": () => ours(fiveXorshifts, false),
  "loop-chained": async () => loop(true),
  "loop-overlapping": async () => loop(false),
  tinybench: () => tiny(false),
  "tinybench-subtracting": () => tiny(true),
  "three-ours": threeOurs,
  "three-tinybench": () => threeTinybench({}),
  "three-tinybench-300": () => threeTinybench({ time: 300, warmupTime: 100 }),
};

/** What C's compiler makes of `fiveXorshifts`, and V8 does not. */
function fiveWrittenOut(x: number): number {
  let word = x;
  word ^= word << 13;
  word ^= word >>> 17;
  word ^= word << 5;
  word ^= word << 13;
  word ^= word >>> 17;
  word ^= word << 5;
  word ^= word << 13;
  word ^= word >>> 17;
  word ^= word << 5;
  word ^= word << 13;
  word ^= word >>> 17;
  word ^= word << 5;
  word ^= word << 13;
  word ^= word >>> 17;
  word ^= word << 5;
  return word;
}

async function ours(
  fn: (word: number) => number,
  chained: boolean,
  isNet = false,
): Promise<object> {
  const one = bench("ten", { inputs: WORDS, chained, fn });
  const { seen } = await measureCase(one, {}, measureSurroundings());
  const emptyNs = isNet ? seen.emptyNs : 0;
  return { ns: seen.callNs - emptyNs, minNs: seen.fastestNs - emptyNs };
}

/** A loop written by hand around this one function: what there is to be measured in JavaScript. */
function loop(isChained: boolean): object {
  const calls = 200_000;
  const times: number[] = [];
  let kept = 1;
  for (let run = 0; run < 200; run++) {
    const start = performance.now();
    if (isChained) for (let i = 0; i < calls; i++) kept = fiveWrittenOut(kept);
    else for (let i = 0; i < calls; i++) kept += fiveWrittenOut(WORDS[i & 1023]!);
    times.push(((performance.now() - start) * 1e6) / calls);
  }
  return { ns: median(times.slice(20)), minNs: Math.min(...times), kept };
}

async function tiny(subtractTimerOverhead: boolean): Promise<object> {
  const runner = new Bench({ subtractTimerOverhead });
  let i = 0;
  runner.add("ten", () => fiveWrittenOut(WORDS[i++ & 1023]!), { async: false });
  const [task] = await runner.run();
  const { p50, min } = statistics(task);
  return { ns: p50 * 1e6, minNs: min * 1e6 };
}

function statistics(task: Bench["tasks"][number] | undefined): { p50: number; min: number } {
  const result = task?.result;
  if (result?.state !== "completed") throw new Error(`tinybench ended as ${result?.state}`);
  return result.latency;
}

const THREE: Record<string, (x: number) => number> = {
  nothing: (x) => x,
  ten: fiveWrittenOut,
  sine: (x) => Math.sin(x),
};

async function threeOurs(): Promise<object> {
  return used(async () => {
    const around = measureSurroundings();
    for (const [name, fn] of Object.entries(THREE)) {
      const options = { timeMs: 300, warmupMs: 2000 };
      await measureCase(bench(name, { inputs: NUMBERS, fn }), {}, around, options);
    }
  });
}

async function threeTinybench(options: BenchOptions): Promise<object> {
  return used(async () => {
    const runner = new Bench(options);
    for (const [name, fn] of Object.entries(THREE)) {
      let i = 0;
      runner.add(name, () => fn(NUMBERS[i++ & 1023]!), { async: false });
    }
    await runner.run();
  });
}

/** Real time, and by how much the peak of resident memory has grown. */
async function used(work: () => Promise<void>): Promise<{ ms: number; peakBytes: number }> {
  const before = peakBytes();
  const start = performance.now();
  await work();
  return { ms: performance.now() - start, peakBytes: peakBytes() - before };
}

function peakBytes(): number {
  const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kib) * 1024;
}

const role = roles[process.argv[2] ?? ""];
if (role === undefined) throw new RangeError(`a role is one of ${Object.keys(roles).join(", ")}`);
console.log(JSON.stringify(await role()));
