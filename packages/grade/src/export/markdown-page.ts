/** A page for a student: what was earned, and of every point that was not, why. */
import { block, inline } from "./markdown.ts";
import {
  type Exported,
  type ShownCheck,
  type ShownExercise,
  STATUS_WORDS,
  shownOf,
} from "./shown.ts";

export function markdownPage({ result, gradedAt }: Exported): string {
  const { student, lab, mark, exercises, notes } = shownOf(result);
  const lines = [`# Lab ${inline(lab)}: ${inline(student)}`, ""];
  if (mark.kind === "mark") lines.push(`**${mark.score} of ${mark.max} points**`, "");
  else lines.push(`**No mark: ${inline(mark.reason)}**`, "");
  if (exercises.length > 0) lines.push(...tableOf(exercises), "", RULE, "");
  for (const exercise of exercises) lines.push(...sectionOf(exercise));
  if (notes.length > 0) lines.push("## Notes", "", ...notes.map((note) => `- ${inline(note)}`), "");
  const { seedId, submission, grader, sandbox } = result;
  const when = gradedAt === "" ? "" : `graded ${gradedAt.slice(0, 16).replace("T", " ")} UTC, `;
  const facts = `${when}${grader}, sandbox level L${sandbox.level}, seed ${seedId}`;
  const digest = submission.digest.slice(0, 16);
  lines.push(`<sub>${inline(`${facts}, files ${digest}`)}</sub>`, "");
  return lines.join("\n");
}

const RULE = "An exercise earns its points when all of its checks pass.";

function tableOf(exercises: readonly ShownExercise[]): string[] {
  return [
    "| exercise | points | |",
    "|---|--:|---|",
    ...exercises.map(
      ({ id, title, status, points, weight }) =>
        `| ${inline(id)} ${inline(title)} | ${status === "ungraded" ? "–" : `${points}/${weight}`} ` +
        `| ${signOf(status)} ${STATUS_WORDS[status]} |`,
    ),
  ];
}

function sectionOf(exercise: ShownExercise): string[] {
  const { id, title, status, points, weight, counts, why, hint, checks } = exercise;
  const earned = status === "ungraded" ? "not judged" : `${points} of ${weight}`;
  const lines = [`## ${inline(id)} ${inline(title)}: ${earned}`, ""];
  if (checks.length === 0) {
    if (why !== "") lines.push(`${signOf(status)} ${inline(why)}`, "");
    return lines;
  }
  lines.push(`${counts}.`, "", ...checks.flatMap(checkLines), "");
  if (hint !== "") lines.push(`Where to look next: ${inline(hint)}`, "");
  if (checks.some(({ isHidden, status: one }) => isHidden && one !== "pass")) {
    lines.push("Checks with inputs of our own show what they are about, and not their inputs.", "");
  }
  return lines;
}

function checkLines({ name, status, isHidden, message }: ShownCheck): string[] {
  const own = isHidden ? " (inputs of our own)" : "";
  const line = `- ${signOf(status)} ${STATUS_WORDS[status]}: ${inline(name)}${own}`;
  return message === "" ? [line] : [line, "", block(message), ""];
}

const signOf = (status: string): string =>
  status === "pass" ? "✓" : status === "todo" || status === "ungraded" ? "○" : "✗";
