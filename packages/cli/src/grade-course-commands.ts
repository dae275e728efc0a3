/** The arguments of `hpts grade publish`, `collect`, `verify`, `gradescope-bundle`: around a course. */
import { type Command, Option } from "commander";
import { withExamples } from "./with-examples.ts";

const PUBLISH_MORE = `
What students get is named by an allow-list: starters, tests, hints and the
tools. Solutions, wrong solutions, notes, hidden cases, tests of packages and
the history stay here. It is made from a commit, and the same course always
gives the same hash. An earlier publication without changes is replaced.

Exit code: 0 it may be handed out; 1 the self-check found faults.`;

const COLLECT_MORE = `
A source is a folder with a folder, zip or git repository a student; one such
submission itself; a git URL; or a list, .csv or .txt with a line "name,url" a
student. Nothing of a submission is run or checked out: of a repository only
the objects are read. What is left out is in collected.json, with the reason.
Run it again to go on where it stopped; what is unchanged is kept.

Exit code: 0 all are collected; 1 some are not, which the report names.`;

const VERIFY_MORE = `
Judges every lab as a submission would be: the solution must get all points, the
starter none of what lab.json calls unwritten, each wrong solution must lose the
exercise that it names. Then the room: the same code against itself, which says
how far two times differ by chance; and whether the speed tiers can be reached.

Exit code: 0 all holds; 1 something does not; 3 no lab could be judged;
4 too noisy to tell.`;

const BUNDLE_MORE = `
The zip holds the course without its history, and setup.sh and run_autograder as
Gradescope calls them. The same course always gives the same bytes.`;

const TEMPLATE_MORE = `
grade        GitHub Actions in a private repository of yours: collect, grade in
             shards on several machines, merge; these are marks
feedback     GitHub Actions on push in the student's repository: advisory
classroom50  tests of an assignment of Classroom 50, for
             gh teacher assignment test set ... --tests <file>: advisory`;

/** @param grade the parent, "hpts grade" */
export function addGradeCourse(grade: Command): void {
  const json = (): Option => new Option("--json", "print the result as JSON");
  withExamples(grade.command("publish <dir>"), "make the repository that students get", [
    "hpts grade publish ../course-students",
    "hpts grade publish ../course-students --release modeling",
  ])
    .option("--commit <name>", "a commit of the course (default: the last one)")
    .option("--release <labs...>", "labs whose solutions are handed out as well")
    .option("--no-run", "do not run the starters")
    .addOption(json())
    .addHelpText("after", PUBLISH_MORE)
    .action(async (dir, options) =>
      (await import("./commands/grade/publish.ts")).publishCourse(dir, options),
    );
  withExamples(grade.command("collect <source...>"), "take in what was handed in", [
    "hpts grade collect handed-in/ --lab modeling -o collected",
    "hpts grade collect students.csv --lab modeling -o collected",
  ])
    .requiredOption("-o, --output <dir>", "where the clean folders go, one a student")
    .requiredOption("--lab <name>", "the lab that it was handed in for")
    .option("--branch <name>", "of git repositories (default: their HEAD)")
    .option("--before <date>", "of git repositories, the last commit before, as 2026-11-30T23:59Z")
    .addOption(json())
    .addHelpText("after", COLLECT_MORE)
    .action(async (sources, options) =>
      (await import("./commands/grade/collect.ts")).collectWork(sources, options),
    );
  withExamples(grade.command("verify [labs...]"), "whether this machine grades the labs rightly", [
    "hpts grade verify",
    "hpts grade verify modeling --no-speed",
  ])
    .option("--no-speed", "neither noise nor speed tiers: some minutes less")
    .option("--no-wrong", "only solutions and starters")
    .addOption(json())
    .addHelpText("after", VERIFY_MORE)
    .action(async (labs, options) =>
      (await import("./commands/grade/verify.ts")).verifyLabs(labs, options),
    );
  withExamples(grade.command("gradescope-bundle"), "an autograder for Gradescope, as a zip", [
    "hpts grade gradescope-bundle --lab modeling -o autograder.zip",
  ])
    .requiredOption("--lab <name>", "the lab that it grades")
    .requiredOption("-o, --output <file>", "the zip to write")
    .option("--commit <name>", "a commit of the course (default: the last one)")
    .addHelpText("after", BUNDLE_MORE)
    .action(async (options) =>
      (await import("./commands/grade/gradescope-bundle.ts")).writeBundle(options),
    );
  withExamples(grade.command("template <name>"), "a file for where a class is graded", [
    "hpts grade template grade > .github/workflows/grade.yml",
    "hpts grade template classroom50 --lab modeling > modeling-tests.json",
  ])
    .option("--lab <name>", "the lab (classroom50)")
    .addHelpText("after", TEMPLATE_MORE)
    .action(async (name, options) =>
      (await import("./commands/grade/template.ts")).printTemplate(name, options),
    );
}
