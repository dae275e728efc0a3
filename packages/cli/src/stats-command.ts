/** The arguments of `hpts stats` and `hpts diff`. */
import { type Command, Option } from "commander";

type AddCommand = (usage: string, purpose: string, examples: readonly string[]) => Command;

const STATS_EXAMPLES: readonly string[] = [
  "hpts stats prof.json",
  "hpts stats prof.json -s tottime -n 10",
  "hpts stats prof.json --callers evolve",
  "hpts stats prof.json --summary",
];

const STATS_MORE = `
With files only, a session as in Python's pstats browser: help lists commands.
Several files are added up. With an option or a pattern, one report:
  evolve   a regular expression that occurs in "file:line(name)"
  10 0.25  the first 10, the first quarter; from left to right, -n at the end
Sort keys: calls, cumulative, filename, line, module, name, ncalls, nfl, pcalls,
stdname, time, cumtime, tottime; beginnings will do. Without -s: cumulative.
Idle time is no part of the figures, unless --idle.`;

const DIFF_EXAMPLES: readonly string[] = [
  "hpts diff before.json after.json",
  "hpts diff a1.json a2.json a3.json -- b1.json b2.json b3.json",
];

const DIFF_MORE = `
Functions are matched by file and name, not by line. Calls are compared exactly.
With several runs of each side, the change of a time is only called one if it is
larger than the spread of the runs.`;

export function addReports(add: AddCommand): void {
  add("stats <words...>", "tables of a profile: functions, callers, callees", STATS_EXAMPLES)
    .usage("[options] <file...> [pattern | count | share]...")
    .option("-s, --sort <keys>", "sort keys, separated by commas, most important first")
    .option("-n, --top <n>", "show the first n only")
    .option("-r, --reverse", "turn the order round")
    .option("--strip", "show files without their folders")
    .option("--callers", "who calls each function")
    .option("--callees", "whom each function calls")
    .option("--summary", "say in plain words where the time went")
    .option("--idle", "count the time in which the event loop waited")
    .option("-o, --output <file>", "write the profile, or the sum of several, to a file")
    .option("--json", "print the result as JSON")
    .addHelpText("after", STATS_MORE)
    .action(async (words, options) =>
      (await import("./commands/stats.ts")).showStats(words, options),
    );

  add("diff [files...]", "two profiles, or two sides of several, compared", DIFF_EXAMPLES)
    .usage("[options] <before> <after> | <before...> -- <after...>")
    .option("--before <file...>", "runs before the change")
    .option("--after <file...>", "runs after it")
    .addOption(
      new Option("--by <time>", "compare functions by their own time, or with all that they call")
        .choices(["self", "total"])
        .default("self"),
    )
    .option("-n, --top <n>", "show the n largest changes", "20")
    .option("--idle", "count the time in which the event loop waited")
    .option("--json", "print the result as JSON")
    .addHelpText("after", DIFF_MORE)
    .action(async (files, options) =>
      (await import("./commands/diff.ts")).showDiff(files, options),
    );
}
