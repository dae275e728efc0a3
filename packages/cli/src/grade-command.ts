/** The arguments of `hpts grade`: judging work that nobody has to trust. */
import { type Command, Option } from "commander";
import { addGradeAttack } from "./grade-attack-command.ts";
import { addGradeBatch } from "./grade-batch-commands.ts";
import { addGradeCourse } from "./grade-course-commands.ts";
import { addGradeMutants } from "./grade-mutants-command.ts";
import { withSandboxOptions } from "./grading-arguments.ts";
import { withExamples } from "./with-examples.ts";

const RUN_MORE = `
The submission is a folder: the student's lab, the whole course, or the files
themselves. Nothing of it is installed or configured; only its TypeScript is
read, and it only runs in a sandbox, where it answers the judge's questions.

Exit code: 0 all points; 1 fewer; 3 this machine's sandbox is too weak for marks
(hpts grade doctor says why), or a fault of the machine; 5 the code crashed, or
did not end.`;

const DOCTOR_MORE = `
Levels: L3 and L2 give marks. L1 (another user) gives marks if you say
--demand 1. L0 (a plain process) is for practice.`;

/** @param program the parent, "hpts" */
export function addGrade(program: Command): void {
  const grade = withExamples(program.command("grade"), "grade work that nobody has to trust", [
    "hpts grade doctor",
    "hpts grade run handed-in/ada --lab modeling",
  ]);
  const run = withExamples(grade.command("run <submission>"), "grade one submission", [
    "hpts grade run handed-in/ada --lab modeling",
    "hpts grade run . --lab modeling --json",
  ])
    .requiredOption("--lab <name>", "the lab that it was handed in for")
    .option("--id <name>", "the student's name in the result (default: the folder's)");
  withSandboxOptions(run)
    .addOption(new Option("--json", "print the result as JSON"))
    .addHelpText("after", RUN_MORE)
    .action(async (submission, options) =>
      (await import("./commands/grade/run.ts")).gradeOne(submission, options),
    );
  addGradeBatch(grade);
  withExamples(grade.command("doctor"), "what this machine can promise when it grades", [
    "hpts grade doctor",
  ])
    .addOption(new Option("--json", "print the result as JSON"))
    .addHelpText("after", DOCTOR_MORE)
    .action(async (options) =>
      (await import("./commands/grade/doctor.ts")).examineGrading(options),
    );
  addGradeCourse(grade);
  addGradeMutants(grade);
  addGradeAttack(grade);
}
