/** The arguments of `hpts grade`: judging work that nobody has to trust. */
import { type Command, Option } from "commander";
import { EXIT_CODES_HELP } from "./exit-codes.ts";
import { addGradeAttack } from "./grade-attack-command.ts";
import { addGradeBatch } from "./grade-batch-commands.ts";
import { addGradeCourse } from "./grade-course-commands.ts";

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
  withExamples(grade.command("run <submission>"), "grade one submission", [
    "hpts grade run handed-in/ada --lab modeling",
    "hpts grade run . --lab modeling --json",
  ])
    .requiredOption("--lab <name>", "the lab that it was handed in for")
    .option("--id <name>", "the student's name in the result (default: the folder's)")
    .addOption(level("--demand <level>", "weakest sandbox whose result is a mark").default("2"))
    .addOption(level("--level <level>", "use this sandbox, not the strongest there is"))
    .option("--secret-file <file>", "seeds of hidden inputs come from it (default: made once)")
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
  addGradeAttack(grade);
}

const level = (flags: string, description: string): Option =>
  new Option(flags, description).choices(["0", "1", "2", "3"]);

function withExamples(command: Command, purpose: string, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  ${example}`).join("\n");
  return command
    .description(purpose)
    .addHelpText("before", `Examples:\n${lines}\n`)
    .addHelpText("after", `\n${EXIT_CODES_HELP}`);
}
