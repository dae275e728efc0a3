/** The arguments of `hpts timeit` and `hpts time`. Both leave the words they time alone. */
import { type Command, Option } from "commander";

export const TIMEIT_EXAMPLES: readonly string[] = [
  'hpts timeit "Math.hypot(3, 4)"',
  'hpts timeit -s "const xs = [...Array(1e4).keys()]" "xs.toSorted()"',
  'hpts timeit -s \'import { f } from "./mine.ts"\' -v -- "f(2)"',
  'hpts timeit --ipython -n 1000 "structuredClone([1])"',
];

const TIMEIT_HELP = `Times a statement, and prints what Python's timeit or IPython's %timeit prints.

The statement is TypeScript; several are taken as its lines. What -s says is
done anew before each run, untimed; imports belong there.

Options:
  -n, --number <n>     loops in a run (default: 1, 2, 5, 10, ... until 0.2 s)
  -r, --repeat <n>     runs (default: 5)
  -s, --setup <code>   done before each run; may be repeated
  -p, --process        CPU time of the process, not wall time
  -u, --unit <unit>    nsec, usec, msec or sec (default: the one that fits)
  -v, --verbose        raw times; more digits for each further -v
  --json               print the result as JSON
  -h, --help           show this
  --                   what follows is the statement

Options after --ipython, which comes first:
  -n <n>, -s <code>    as above (default: 1, 10, 100, ... until 0.2 s)
  -r <n>               runs (default: 7)
  -c                   CPU time of the process, not wall time
  -p <digits>          significant digits (default: 3)
  -o                   also show the result as a value
  -q                   do not print the result

Exit code 1, as Python's, if the code throws, ends the process or waits for ever
(where other commands have 5), 2 if it does not parse.`;

/** The options are Python's, down to how they may be cut short: commander leaves them alone. */
export function addTimeit(command: Command): void {
  command
    .summary(command.description())
    .description(TIMEIT_HELP)
    .usage("[options] [--] <statement...>")
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async () => {
      const { timeStatement } = await import("./commands/timeit.ts");
      await timeStatement(wordsAfter(command), () => command.outputHelp());
    });
}

export const TIME_EXAMPLES: readonly string[] = [
  "hpts time -- node main.js",
  "hpts time -v -- npx tsc --version",
  "hpts time -n 10 -- node old.js --vs node new.js",
];

const TIME_HELP = `Runs a command and says what it took, in the words of the shell's time:
  real  from start to end
  user  CPU time in its own code  } with all children
  sys   CPU time in the system    } that it waited for

The times go to stderr, or to the file of -o; the command keeps its own stdin,
stdout, stderr and exit code.

Several commands, divided by --vs or --, or -n above 1 give a table. They run
in turn, so that what slows the machine slows all of them.

Exit code: the command's; 126 if it cannot be executed, 127 if there is none,
128 + n if signal n ended it.`;

export function addTime(command: Command): void {
  command
    .summary(command.description())
    .description(TIME_HELP)
    .usage("[options] [--] <command...> [--vs <command...>]")
    .passThroughOptions()
    .addOption(
      new Option("-f, --form <form>", "how the times are written")
        .choices(["bash", "posix", "gnu", "gnu-verbose"])
        .default("bash"),
    )
    .option("-v, --verbose", "GNU time's form with peak memory, and how it was measured")
    .option("-n, --runs <n>", "run it so often, and print a table", "1")
    .option("-o, --output <file>", "write the times to a file, not to stderr")
    .option("--json", "print the result as JSON")
    .action(async (words, options) =>
      (await import("./commands/time.ts")).timeCommands(words, options),
    );
}

/** What stands after a command's name, as typed: commander itself drops the first `--`. */
function wordsAfter(command: Command): readonly string[] {
  const { rawArgs } = command.parent as Command & { rawArgs: readonly string[] };
  return rawArgs.slice(rawArgs.indexOf(command.name()) + 1);
}
