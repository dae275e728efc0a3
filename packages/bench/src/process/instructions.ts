/**
 * Instructions of a call: a second opinion, which does not depend on how busy the machine is. It sees
 * no waiting for memory, no slow division and no pause, so it says nothing about how long a call takes.
 *
 * Counted of whole processes: by `perf stat` in the processor, in user mode; or by valgrind, some 50
 * times slower. A start of Node is 600 million instructions; two processes that differ in their last
 * batches only are subtracted from each other. V8 compiles in the main thread, at the same moments,
 * and hashes with the same seed: that makes runs alike to some parts in 100,000.
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BenchError } from "../bench-error.ts";
import type { Listed } from "./messages.ts";
import type { CallsOrder } from "./run-calls.ts";

export type Counter = "perf" | "valgrind";

const NODE_FLAGS = [
  "--single-threaded",
  "--predictable",
  "--predictable-gc-schedule",
  "--hash-seed=1",
  "--random-seed=1",
];
/** Before what is counted; V8 has compiled everything by then. */
const WARM_UP_BATCHES = 40;
const BATCHES = 20;
/** valgrind is slow. ms */
const LIMIT_MS = 600_000;

/**
 * Which counter works here, tried on a program that does nothing.
 *
 * @param dir for a file that perf writes
 * @throws BenchError if none does
 */
export async function findCounter(dir: string): Promise<Counter> {
  const works = async (counter: Counter): Promise<boolean> => {
    const count = await counted(counter, [process.execPath, "--version"], dir).catch(() => 0);
    return count > 0;
  };
  if (await works("perf")) return "perf";
  if (await works("valgrind")) return "valgrind";
  throw new BenchError(
    "HPTS_BENCH_COUNTER",
    "--metric instructions needs Linux' perf and a processor that lets it count, or valgrind: " +
      "neither works here",
  );
}

/**
 * @param k calls of a batch
 * @throws BenchError if the process does not end well
 */
export async function instructionsPerCall(
  counter: Counter,
  program: string,
  { index, params }: Listed,
  k: number,
): Promise<number> {
  const batches = { k, warmupBatches: WARM_UP_BATCHES, batches: BATCHES };
  const run = (isDry: boolean): Promise<number> => {
    const order: CallsOrder = { index, params, ...batches, isDry };
    const command = [process.execPath, ...NODE_FLAGS, program, JSON.stringify(order)];
    return counted(counter, command, join(program, ".."));
  };
  const dry = await run(true);
  return ((await run(false)) - dry) / (BATCHES * k);
}

async function counted(counter: Counter, command: readonly string[], dir: string): Promise<number> {
  const file = join(dir, "perf.csv");
  const words =
    counter === "perf"
      ? ["stat", "-x,", "-e", "instructions:u", "-o", file, "--", ...command]
      : [
          "--tool=cachegrind",
          "--cache-sim=no",
          "--smc-check=all-non-file",
          "--cachegrind-out-file=/dev/null",
          ...command,
        ];
  const said = await output(counter, words);
  if (counter === "perf") return Number(/^(\d+),/m.exec(readFileSync(file, "utf8"))?.[1]);
  return Number(/ I +refs: +([\d,]+)/.exec(said)?.[1]?.replaceAll(",", ""));
}

/** What a program writes to stderr. */
function output(program: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: LIMIT_MS, maxBuffer: 2 ** 26, encoding: "utf8" } as const;
    execFile(program, words, options, (error, _, stderr) => {
      if (error === null) resolve(stderr);
      else {
        const message = `its calls could not be counted: ${program} ended with ${error.code}`;
        reject(new BenchError("HPTS_BENCH_CRASH", message, { cause: error }));
      }
    });
  });
}
