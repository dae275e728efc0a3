/** The arguments of `hpts grade attack`: the self-test of an installation. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { withExamples } from "./with-examples.ts";

const MORE = `
Grades a catalogue of hostile submissions for real, and looks afterwards what
they have got and done: points that were not earned, processes, files and
control groups that were left, tokens that came out, the next submission that
was spoilt. It takes some minutes; a small part of it is enough after a change.

With --control a naive grader, which runs vitest in the student's folder and
believes its report, gets the same submissions, in a box of its own: what does
not bite there proves nothing here.

Exit code: 0 all are stopped; 1 one is not; 3 no level here holds attacks.`;

/** @param grade the parent, "hpts grade" */
export function addGradeAttack(grade: Command): void {
  withExamples(grade.command("attack"), "whether hostile submissions are stopped on this machine", [
    "hpts grade attack",
    "hpts grade attack --level L2 --category 8 --category 9",
    "hpts grade attack --id exit-after-load --control",
  ])
    .addOption(
      new Option(
        "--level <level...>",
        "sandboxes to attack (default: the strongest there is)",
      ).choices(["L3", "L2"]),
    )
    .option("--category <number...>", "only these, such as 8")
    .option("--id <id...>", "only these attacks, such as exit-after-load")
    .option("--control", "attack the naive grader instead")
    .option("--list", "name the attacks, and run none")
    .option("--jobs <n>", "so many at a time", wholeNumber, 1)
    .addOption(new Option("--json", "print as JSON"))
    .addHelpText("after", MORE)
    .action(async (options) =>
      (await import("./commands/grade/attack.ts")).attackInstallation(options),
    );
}

function wholeNumber(text: string): number {
  const n = Number(text);
  if (Number.isSafeInteger(n) && n >= 1) return n;
  throw new InvalidArgumentError("It is a whole number, 1 or more.");
}
