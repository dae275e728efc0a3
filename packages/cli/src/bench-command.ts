/** The arguments of `hpts bench`. */
import { type Command, Option } from "commander";

export const BENCH_EXAMPLES: readonly string[] = [
  "hpts bench sort.bench.ts",
  "hpts bench sort.bench.ts --save before",
  "hpts bench sort.bench.ts --against before",
  "hpts bench sort.bench.ts --n 1e3..1e6",
];

const MORE = `
A file exports its cases: export const sine = bench("sine", { inputs, fn });
Every run is added to .hpts/bench/history.jsonl. --against HEAD~1 takes the last
run of these that was made at that revision, with the file and all it imports
unchanged. The code of then is measured by: hpts compare HEAD~1 file.ts
How it measures, and what the warnings mean: packages/bench/README.md`;

export function addBench(bench: Command): void {
  bench
    .option("--json", "print the run as JSON, a line for each file")
    .option("--save <name>", "keep the run under a name, to compare with")
    .option("--against <name>", "compare with what was saved, or with a run made at a git revision")
    .option("--n <sizes>", "sizes for cases with params.n, as 1e3..1e6; fits their growth")
    .option("--together", "also run all cases in one process, and say which it changes")
    .addOption(
      new Option("--metric <metric>", "which time; or also count instructions, slowly")
        .choices(["wall", "cpu", "instructions"])
        .default("wall"),
    )
    .option("--generations <n>", "processes for each case", "3")
    .option("--time <ms>", "measured time of a case", "300")
    .option("--limit <s>", "longest time for a case in a process", "20")
    .addHelpText("after", MORE)
    .action(async (files, options) =>
      (await import("./commands/bench.ts")).runBenchmarks(files, options),
    );
}
