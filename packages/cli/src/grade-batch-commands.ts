/** The arguments of those commands of `hpts grade` that work on many results. */
import { type Command, Option } from "commander";
import { withSandboxOptions } from "./grading-arguments.ts";
import { withExamples } from "./with-examples.ts";

const BATCH_MORE = `
Each folder in <dir> is a submission, named after its student. Results go into a
journal beside <dir>, line by line; whatever ends the batch, --resume goes on.
Points do not change the exit code: 0 all is graded; 1 a submission went away
meanwhile; 3 a fault of this machine, or its sandbox is too weak for marks; 4 a
result was too noisy to tell.`;

const REGRADE_MORE = `
New results are written below the old ones; the later ones count. Also after the
lab's tests were changed: see the difference first with --dry-run.
Conditions: status=infrastructure (or graded, ungradable), student=ada,
exercise=P4 (not passed), P4=timeout, "score<5", flag=crash, all. Several are
joined by "and".`;

const MERGE_MORE = `
Refused: a missing shard, a student without a result, two different results of
one student, journals of different labs, tests or graders.`;

const EXPORT_MORE = `
One file: csv, canvas, moodle, json, junit, summary, annotations. A file for
each student in the folder -o, or of one --student: markdown, gradescope,
classroom50, exercism. What a student's code says is made harmless; hidden cases
show their description only. Who could not be graded has no mark, never a zero:
an empty cell and the reason (csv), no line (canvas, moodle), no score
(gradescope), no file (classroom50), the reason alone (the others).`;

/** @param grade the parent, "hpts grade" */
export function addGradeBatch(grade: Command): void {
  const batch = withExamples(
    grade.command("batch <dir>"),
    "grade a folder of submissions into a journal",
    [
      "hpts grade batch handed-in --lab modeling",
      "hpts grade batch handed-in --lab modeling --resume",
      "hpts grade batch handed-in --lab modeling --shard 2/3",
    ],
  )
    .requiredOption("--lab <name>", "the lab that they were handed in for")
    .option("--jobs <n>", "how many at a time (default: one for each core)")
    .option("--resume", "go on with a journal: grade what has no result in it")
    .option("--shard <i/n>", "only the i-th of n parts; hpts grade merge puts them together")
    .option("--journal <file>", "where results go (default: <dir>.<lab>.jsonl)");
  withSandboxOptions(batch)
    .addOption(new Option("--json", "print each new result as a line of JSON"))
    .addHelpText("after", BATCH_MORE)
    .action(async (dir, options) =>
      (await import("./commands/grade/batch.ts")).gradeBatch(dir, options),
    );
  withExamples(grade.command("merge <journals...>"), "put the journals of shards together", [
    "hpts grade merge handed-in.modeling.*-of-3.jsonl -o handed-in.modeling.jsonl",
  ])
    .requiredOption("-o, --output <file>", "the journal to be written; must not be there")
    .option("--no-times", "leave out times, so that equal results are equal byte by byte")
    .addHelpText("after", MERGE_MORE)
    .action(async (journals, options) =>
      (await import("./commands/grade/merge.ts")).mergeShards(journals, options),
    );
  const regrade = withExamples(
    grade.command("regrade <dir>"),
    "grade again what a condition names",
    [
      "hpts grade regrade handed-in --lab modeling --where status=infrastructure",
      "hpts grade regrade handed-in --lab modeling --where exercise=M4 --dry-run",
    ],
  )
    .requiredOption("--lab <name>", "the lab that they were handed in for")
    .requiredOption("--where <condition>", "which results")
    .option("--dry-run", "show the difference, write nothing")
    .option("--jobs <n>", "how many at a time (default: one for each core)")
    .option("--journal <file>", "where results are (default: <dir>.<lab>.jsonl)");
  withSandboxOptions(regrade)
    .addOption(new Option("--json", "print each difference as a line of JSON"))
    .addHelpText("after", REGRADE_MORE)
    .action(async (dir, options) =>
      (await import("./commands/grade/regrade.ts")).gradeAgain(dir, options),
    );
  withExamples(grade.command("export <journal>"), "results for people, platforms and CI", [
    "hpts grade export handed-in.modeling.jsonl --to csv -o marks.csv",
    "hpts grade export handed-in.modeling.jsonl --to markdown -o pages",
    "hpts grade export handed-in.modeling.jsonl --to markdown --student ada",
  ])
    .addOption(
      new Option("--to <format>", "the format").choices(FORMAT_NAMES).makeOptionMandatory(),
    )
    .option("-o, --output <path>", "file or folder (default: standard output)")
    .option("--student <name>", "only this one")
    .option("--assignment <name>", "the column's heading (canvas, moodle)")
    .addOption(
      new Option("--visibility <when>", "when students see it (gradescope)")
        .choices(["visible", "hidden", "after_due_date", "after_published"])
        .default("visible"),
    )
    .addHelpText("after", EXPORT_MORE)
    .action(async (journal, options) =>
      (await import("./commands/grade/export.ts")).exportResults(journal, options),
    );
}

/** Named here so that --help need not load what grades. */
const FORMAT_NAMES = [
  ...["csv", "canvas", "moodle", "json", "junit", "summary", "annotations"],
  ...["markdown", "gradescope", "classroom50", "exercism"],
];
