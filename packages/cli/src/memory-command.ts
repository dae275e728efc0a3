/** The arguments of `hpts memory`: a program's memory line by line, or over time. */
import { type Command, Option } from "commander";
import { withExamples } from "./with-examples.ts";

const RUN_HELP = `Runs a command and writes down how much memory it takes, again and again.

The command keeps stdin, stdout, stderr and its exit code. Any program can be
measured; Node programs also say how large their heap is and what was
collected. A file of TypeScript or JavaScript is run by Node. The file is
written line by line, so Ctrl+C and crashes keep what there is; mprof reads it.

Not measurable: other programs on Windows, where only Node programs say it
themselves. Pages that processes share count for each of them. What tells a
Node program's heap is a thread in it, which takes 13 MiB: --no-heap.

Exit code: the command's; 126 if it cannot be executed, 127 if there is none,
128 + n if signal n ended it.`;

const LINES_MORE = `
Line by line, with the columns of Python's memory_profiler:
  Mem usage    heap, external memory (buffers) and what V8 has not collected yet
  Increment    bytes that the line took, and all that it called
Functions with a /** @profile */ comment, those of -f, or the whole file. Each
line costs a microsecond or more: choose functions where loops are long.

--gc collects before each reading: some ms a line, minutes for a loop of 10,000
iterations, but Increment is then what is still held, and Mem usage what is
alive. Ctrl+C reports what was read so far. --functions asks V8 for samples
instead: nothing is added to the program, and all of it is seen.

Exit code: the program's; 5 if it cannot be loaded.`;

/** @param program the parent, "hpts" */
export function addMemory(program: Command): void {
  const memory = withExamples(
    program.command("memory [file] [args...]"),
    "memory of a program: by line, by function, over time",
    [
      "hpts memory -f simulate work.ts 1000",
      "hpts memory --functions work.ts",
      "hpts memory run -- node work.js",
      "hpts memory plot",
    ],
  )
    .usage("[options] <file> [args...] | run | plot | peak")
    .passThroughOptions()
    .option("-f, --function <name>", "only lines of this function; may be repeated", together, [])
    .option("--functions", "by function, not by line")
    .option("--gc", "collect before each reading: what is held, not what is taken")
    .option("--include <glob>", "measure only these files; may be repeated", together, [])
    .option("--exclude <glob>", "do not measure these; may be repeated", together, [])
    .option("-o, --output <file>", "write the report to a file; with --functions, the profile")
    .addOption(new Option("--json", "print the result as JSON"))
    .addHelpText("after", LINES_MORE)
    .action(async (file, args, options) =>
      (await import("./commands/memory-of-program.ts")).measureMemory(file, args, options),
    );
  addTimeline(memory);
}

const together = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  value,
];

function addTimeline(memory: Command): void {
  withExamples(
    memory.command("run <command...>"),
    "write down a program's memory over time, as mprof run",
    ["hpts memory run -- node work.js", "hpts memory run -o a.dat --children work.ts 1000"],
  )
    .summary("write down a program's memory over time, as mprof run")
    .description(RUN_HELP)
    .usage("[options] [--] <command...>")
    .passThroughOptions()
    .option("-o, --output <file>", "where to (default: mprofile_<time>.dat)")
    .option("-T, --interval <ms>", "milliseconds from one reading to the next", "50")
    .option("-C, --children", "also count all processes that it starts")
    .option("--no-heap", "leave Node programs alone: no heap, no collections, no marks")
    .option("--plot", "draw it when the program has ended, on stderr")
    .action(async (words, options) =>
      (await import("./commands/memory.ts")).recordProgram(words, options),
    );

  withExamples(memory.command("plot [file]"), "draw what hpts memory run, or mprof, has written", [
    "hpts memory plot",
    "hpts memory plot a.dat -o a.svg",
  ])
    .option("-o, --output <file>", "as SVG, into this file")
    .addOption(new Option("--json", "print the figures as JSON"))
    .action(async (file, options) =>
      (await import("./commands/memory.ts")).plotTimeline(file, options),
    );

  withExamples(
    memory.command("peak [files...]"),
    "the highest memory in each file, as mprof peak",
    ["hpts memory peak", "hpts memory peak a.dat b.dat"],
  )
    .addOption(new Option("--json", "print the result as JSON"))
    .action(async (files, options) =>
      (await import("./commands/memory.ts")).showPeaks(files, options),
    );
}
