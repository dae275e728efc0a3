/** The arguments of `hpts compare` and `hpts bench calibrate-lab`. */
import type { Command } from "commander";

export const COMPARE_EXAMPLES: readonly string[] = [
  "hpts compare slow.ts fast.ts --min-speedup 5",
  "hpts compare HEAD~1 sort.ts",
  "hpts compare before.jsonl after.jsonl",
];

const MORE = `
Both files export the same function, and one of them its inputs:
  export const inputs = [1, 2, 3];   or a function of a seed that gives a list
  export default (input: number) => input * 2;
A revision is the file's baseline. Times are of the processor, in processes that
take turns. Without --min-speedup, slower code is exit code 1.
How it measures: packages/bench/README.md`;

export function addCompare(compare: Command): void {
  compare
    .option("--min-speedup <x>", "how many times as fast the second has to be")
    .option("--export <name>", "the function's name", "default")
    .option("--spread", "each input is a list of arguments")
    .option("--tolerance <share>", "by which numbers in the results may differ", "0")
    .option("--limit <s>", "longest time for a call", "5")
    .option("--fast", "in one process, half a second; with --min-speedup")
    .option("--json", "print the result as JSON")
    .addHelpText("after", MORE)
    .action(async (a, b, options) =>
      (await import("./commands/compare.ts")).compareCode(a, b, options),
    );
}

export const CALIBRATE_EXAMPLES: readonly string[] = ["hpts bench calibrate-lab profiling"];

export function addCalibrate(calibrate: Command): void {
  calibrate
    .option("--json", "print the result as JSON")
    .action(async (lab, options) =>
      (await import("./commands/calibrate-lab.ts")).calibrateLab(lab, options),
    );
}
