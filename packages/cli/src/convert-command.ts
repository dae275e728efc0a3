/** The arguments of `hpts convert` and `hpts open`. */
import type { Command } from "commander";

type AddCommand = (usage: string, purpose: string, examples: readonly string[]) => Command;

const CONVERT_EXAMPLES: readonly string[] = [
  "hpts convert prof.json -o prof.callgrind",
  "hpts convert CPU.123.cpuprofile -f callgrind -k",
  "hpts convert -i prof.json -f md -o -",
];

const CONVERT_MORE = `
Formats: callgrind (KCachegrind), cpuprofile (Chrome, VS Code), speedscope,
pprof (go tool pprof), collapsed (flamegraph.pl), dot (graphviz), json, md.
Reads profiles of hpts, .cpuprofile and .heapprofile of any Node program,
callgrind, speedscope and collapsed stacks; which one, its content says.
Without -f, the suffix of -o decides. Without -o, the result goes to stdout.`;

const OPEN_EXAMPLES: readonly string[] = [
  "hpts open prof.json",
  "hpts open CPU.123.cpuprofile --no-browser",
  "hpts open prof.json --html prof.html",
  "hpts open before.json after.json",
];

const OPEN_MORE = `
Flame graph, table, callers and callees, call graph and source, linked with each
other. Of two profiles, the second is shown, and what changed since the first.
Served from this machine: nothing is sent anywhere. Ends with Ctrl+C.`;

export function addConverting(add: AddCommand): void {
  add("convert [file]", "a profile, as a file for another program", CONVERT_EXAMPLES)
    .option("-i, --input <file>", "the profile, if it is not given as an argument")
    .option("-o, --output <file>", "where to write; - is stdout")
    .option("-f, --format <format>", "which format")
    .option("-k, --kcachegrind", "open it in KCachegrind")
    .addHelpText("after", CONVERT_MORE)
    .action(async (file, options) =>
      (await import("./commands/convert.ts")).convertFile(file, options),
    );

  add("open <file> [after]", "a profile in the browser: flame graph, table, source", OPEN_EXAMPLES)
    .option("--no-browser", "only say the address")
    .option("--html <file>", "write one HTML file that works from a disk instead")
    .option("--viewer <viewer>", "hpts or speedscope", "hpts")
    .option("--memory <file>", "show a file of hpts memory run beside it")
    .addHelpText("after", OPEN_MORE)
    .action(async (file, after, options) =>
      (await import("./commands/open.ts")).openFile(file, after, options),
    );
}
