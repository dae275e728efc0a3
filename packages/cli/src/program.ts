/**
 * The commands of `hpts`: names, arguments, help. What a command does is loaded when it is called,
 * so that `hpts labs` does not wait for vitest.
 */
import { wrap } from "@hpts/labkit/lab";
import { Command, Option } from "commander";
import { ANIMATE_EXAMPLES, addAnimate } from "./animate-command.ts";
import { addBench, BENCH_EXAMPLES } from "./bench-command.ts";
import {
  addCalibrate,
  addCompare,
  CALIBRATE_EXAMPLES,
  COMPARE_EXAMPLES,
} from "./compare-command.ts";
import { addConverting } from "./convert-command.ts";
import { EXIT_CODES_HELP } from "./exit-codes.ts";
import { addGrade } from "./grade-command.ts";
import { labHint } from "./lab-as-command.ts";
import { addMemory } from "./memory-command.ts";
import { addPlot, PLOT_EXAMPLES } from "./plot-command.ts";
import { addProfiling } from "./profile-command.ts";
import { addRepl, REPL_EXAMPLES } from "./repl-command.ts";
import { WIDTH } from "./report.ts";
import { addReports } from "./stats-command.ts";
import { addTime, addTimeit, TIME_EXAMPLES, TIMEIT_EXAMPLES } from "./timing-commands.ts";
import { withExamples } from "./with-examples.ts";

export function createProgram(): Command {
  const program = new Command("hpts")
    .description("The command of the High-Performance TypeScript course")
    .version("0.1.0")
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help for more)")
    .configureHelp({ subcommandTerm: termOf })
    .configureOutput({
      getOutHelpWidth: () => WIDTH,
      getErrHelpWidth: () => WIDTH,
      outputError: (text, write) => write(wrap(mistakeText(text), WIDTH).join("\n")),
    })
    .addHelpText(
      "before",
      "Examples:\n  hpts               the same as hpts labs\n  hpts watch modeling\n",
    )
    .exitOverride();
  addLearning(program);
  addTimeit(
    command(program, "timeit [words...]", "time a statement, as Python does", TIMEIT_EXAMPLES),
  );
  addTime(
    command(
      program,
      "time <command...>",
      "what a command takes, as the shell says it",
      TIME_EXAMPLES,
    ),
  );
  const bench = command(
    program,
    "bench <files...>",
    "time the cases of benchmark files",
    BENCH_EXAMPLES,
  );
  addBench(bench);
  addCalibrate(
    command(
      bench,
      "calibrate-lab <lab>",
      "for authors: the speed-up that exercises can ask for",
      CALIBRATE_EXAMPLES,
    ),
  );
  addCompare(command(program, "compare <a> <b>", "which code is faster", COMPARE_EXAMPLES));
  addProfiling((usage, purpose, examples) => command(program, usage, purpose, examples));
  addReports((usage, purpose, examples) => command(program, usage, purpose, examples));
  addConverting((usage, purpose, examples) => command(program, usage, purpose, examples));
  addRepl(command(program, "repl", "a TypeScript session with IPython's magics", REPL_EXAMPLES));
  addMemory(program);
  addPlot(command(program, "plot <files...>", "a chart of results", PLOT_EXAMPLES));
  addAnimate(command(program, "animate <lab>", "see your simulation move", ANIMATE_EXAMPLES));
  addGrade(program);
  addMachine(program);
  const commands = program.commands.flatMap((one) => [one, ...one.commands]);
  for (const one of [program, ...commands]) one.exitOverride();
  program.addHelpText("after", `\n${EXIT_CODES_HELP}`);
  return program;
}

/** "time <command...>": without [options], which each has, descriptions keep their width. */
function termOf(command: Command): string {
  const words = command.registeredArguments.map((word) => {
    const name = word.variadic ? `${word.name()}...` : word.name();
    return word.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...words].join(" ");
}

/** What commander says of a mistake, in our words. */
function mistakeText(text: string): string {
  const [, word] = /^error: unknown command '(.*)'/.exec(text) ?? [];
  const hint = word === undefined ? undefined : labHint(word);
  return text.replace(/^error:/, "hpts:") + (hint === undefined ? "" : `${hint}\n`);
}

const jsonOption = (): Option => new Option("--json", "print the result as JSON");

function addLearning(program: Command): void {
  command(program, "labs", "all labs, your progress, and what comes next", ["hpts labs"])
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/labs.ts")).showDashboard(options));

  command(program, "start", "the workbench: a page with all of it, your particles moving", [
    "hpts start",
    "hpts start --port 8080 --no-open",
  ])
    .option("--port <n>", "where it listens (default: 4747, or any that is free)")
    .option("--no-open", "do not open a browser")
    .action(async (options) => (await import("./commands/start.ts")).start(options));

  command(program, "next [lab]", "the exercise to go on with", ["hpts next", "hpts next modeling"])
    .addOption(jsonOption())
    .action(async (lab, options) => (await import("./commands/next.ts")).showNext(lab, options));

  command(program, "test [lab] [exercises...]", "check your work in a lab, or in all of them", [
    "hpts test modeling",
    "hpts test modeling M2 M3",
    "hpts test testing --force",
  ])
    .option("--force", "also run what is done and unchanged")
    .option("--strict", "what is to do counts as not reached")
    .addOption(
      new Option("--target <target>", "whose code to check")
        .choices(["starter", "solution"])
        .default("starter"),
    )
    .addOption(jsonOption())
    .action(async (lab, exercises, options) =>
      (await import("./commands/test.ts")).testLabs(lab, exercises, options),
    );

  command(program, "watch [lab]", "check your work whenever you save", [
    "hpts watch modeling",
  ]).action(async (lab) => (await import("./commands/watch.ts")).watch(lab));

  command(program, "hint <lab> [exercise]", "one hint more for an exercise", [
    "hpts hint modeling",
    "hpts hint modeling M4",
  ])
    .option("--again", "show the hints taken so far, and no further one")
    .action(async (lab, exercise, options) =>
      (await import("./commands/hint.ts")).showHint(lab, exercise, options),
    );

  command(program, "solution <lab> [exercise]", "how the reference differs from your work", [
    "hpts solution modeling M4",
  ])
    .option("--anyway", "also for exercises that are not done")
    .action(async (lab, exercise, options) =>
      (await import("./commands/solution.ts")).showSolution(lab, exercise, options),
    );

  command(program, "reset <lab> [exercise]", "start an exercise afresh; your work is kept aside", [
    "hpts reset modeling M4",
    "hpts reset modeling --yes",
  ])
    .option("-y, --yes", "do not ask")
    .action(async (lab, exercise, options) => {
      await (await import("./commands/reset.ts")).resetWork(lab, exercise, options);
    });
}

function addMachine(program: Command): void {
  command(program, "doctor", "what this machine has and what it lacks", ["hpts doctor"])
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/doctor.ts")).examine(options));

  command(program, "check [labs...]", "for authors: find faults in the labs' content", [
    "hpts check",
    "hpts check modeling",
    "hpts check --record",
  ])
    .option(
      "--record",
      "declare the starters as they are now to be the ones handed out (with HPTS_AUTHOR=1)",
    )
    .option("--report <file>", "also write the result to a file")
    .addOption(jsonOption())
    .action(async (labs, options) =>
      (await import("./commands/check.ts")).checkContent(labs, options),
    );
}

function command(
  parent: Command,
  usage: string,
  purpose: string,
  examples: readonly string[],
): Command {
  return withExamples(parent.command(usage), purpose, examples);
}
