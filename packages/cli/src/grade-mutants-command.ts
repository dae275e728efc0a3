/** The arguments of `hpts grade mutants`: what suites of tests are judged by. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { withExamples } from "./with-examples.ts";

const MORE = `
Where the answer is a suite of tests (the lab testing), it is run against
programs that are right and programs with one mistake each. The lab's own set
students can read; the marking set is used by grading alone. The reference suite
must find every mistake, and call no right program wrong.

With --suite it is a submission's suite instead, each test by what it finds: why
somebody got this mark. It runs in sandboxes, as it does when it is graded.

Exit code: 0 all are told apart; 1 a mistake is not found, or a right program is
called wrong.`;

/** @param grade the parent, "hpts grade" */
export function addGradeMutants(grade: Command): void {
  withExamples(grade.command("mutants [lab]"), "what suites of tests are judged by", [
    "hpts grade mutants",
    "hpts grade mutants testing --suite handed-in/ada",
  ])
    .option("--suite <folder>", "a submission, instead of the lab's solution")
    .option("--list", "name the programs, and run none")
    .option("--jobs <n>", "so many at a time", wholeNumber, 1)
    .addOption(new Option("--json", "print as JSON"))
    .addHelpText("after", MORE)
    .action(async (lab, options) =>
      (await import("./commands/grade/mutants.ts")).examineMutants(lab, options),
    );
}

function wholeNumber(text: string): number {
  const n = Number(text);
  if (Number.isSafeInteger(n) && n >= 1) return n;
  throw new InvalidArgumentError("It is a whole number, 1 or more.");
}
