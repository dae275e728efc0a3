/** The arguments of `hpts profile` and `hpts lines`. */
import { type Command, Option } from "commander";

type AddCommand = (usage: string, purpose: string, examples: readonly string[]) => Command;

const PROFILE_EXAMPLES: readonly string[] = [
  "hpts profile simul.ts",
  "hpts profile -s tottime -n 10 simul.ts 1000",
  "hpts profile -o prof.json simul.ts",
  "hpts profile --engine sample -i 500 server.ts",
];

const GLOBS = `Globs count from this folder; a name alone, and **/ in front, match files
anywhere.`;

const PROFILE_MORE = `
The program runs as it does without a profiler, with what follows its name as
its arguments; the report comes after its output. Ctrl+C ends it, and is
reported too.
Engines:
  exact   every call is counted; time is sampled up to 10,000 times a second
  count   calls of each function are counted, callers and time are sampled by V8
  sample  V8 samples, nothing is added to the program
  clock   reads a clock at each call and return: shows what that does to times
With -o nothing is printed, unless -s or -n is given.
${GLOBS}
Exit code: the program's; 5 if one of its files does not parse.`;

const LINES_EXAMPLES: readonly string[] = [
  "hpts lines simul.ts",
  "hpts lines -f evolve simul.ts 1000",
  "hpts lines --engine sample simul.ts",
  "hpts lines -o l.json simul.ts",
];

const LINES_MORE = `
Time of a line: with the calls that it makes. Engine sample adds nothing to the
program: its shares are truer, but it knows no hits, and of a line only its own
time.
Functions can be marked in the file as well, by a comment: /** @profile */
A profile that was kept is shown: hpts lines l.json
${GLOBS}
Exit code: the program's; 5 if one of its files does not parse.`;

export function addProfiling(add: AddCommand): void {
  const profile = add(
    "profile <program> [args...]",
    "where a program's time goes, as Python's cProfile",
    PROFILE_EXAMPLES,
  )
    .addOption(
      new Option("--engine <engine>", "how it is measured")
        .choices(["exact", "count", "sample", "clock"])
        .default("exact"),
    )
    .option("-s, --sort <keys>", "sort keys, separated by commas (default: cumulative)")
    .option("-n, --top <n>", "show the first n only")
    .option("-m, --module", "the program is a package: its command is run");
  common(profile, "sample, count")
    .addHelpText("after", PROFILE_MORE)
    .action(async (program, args, options) =>
      (await import("./commands/profile.ts")).profileProgram(program, args, options),
    );

  const lines = add(
    "lines <program> [args...]",
    "time and hits of each line, as Python's kernprof -lv",
    LINES_EXAMPLES,
  )
    .addOption(
      new Option("--engine <engine>", "how it is measured")
        .choices(["line", "sample"])
        .default("line"),
    )
    .option("-f, --function <name>", "only in functions of this name; repeat for more", collect)
    .option("-u, --unit <unit>", "of the times: s, ms, us", "us")
    .option("-m, --module", "the program is a package: its command is run");
  common(lines, "sample")
    .addHelpText("after", LINES_MORE)
    .action(async (program, args, options) =>
      (await import("./commands/lines.ts")).profileLines(program, args, options),
    );
}

/** @param engines in which V8 samples */
function common(command: Command, engines: string): Command {
  return command
    .usage("[options] <program> [args...]")
    .passThroughOptions()
    .option("-o, --output <file>", "write the profile to a file")
    .option("-i, --interval <us>", `of V8's samples (${engines}), microseconds (default: 1000)`)
    .option("--include <glob>", "measure only files like this; repeat for more", collect)
    .option("--exclude <glob>", "measure no files like this; repeat for more", collect)
    .option("--json", "print the result as JSON");
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
