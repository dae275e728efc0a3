/** A result for people: what was earned, and why not more. */
import { type Look, wrap } from "@hpts/labkit/lab";
import type { CheckSummary, GradeResult, TestResult } from "../result.ts";
import { safeText } from "./safe-text.ts";

const FLAG_TEXTS: Readonly<Record<GradeResult["flags"][number], string>> = {
  crash: "its code ended the process",
  memory: "its code used up the memory",
  output: "its code printed more than anybody reads",
  protocol: "its code answered with what is no answer, as if it were the runner",
  timeout: "its code did not come to an end in time",
};

export function renderResult(result: GradeResult, look: Look): string {
  const lines = [look.bold(headOf(result)), ""];
  if (result.status !== "graded") lines.push(...sentence(result.problem, 0, look));
  for (const test of result.tests) lines.push(...testLines(test, look));
  if (result.tests.length > 0) lines.push("");
  for (const flag of result.flags) lines.push(...sentence(`note: ${FLAG_TEXTS[flag]}`, 0, look));
  for (const { name, why } of result.ignored.slice(0, 10)) {
    lines.push(...sentence(`not read: ${name} (${why})`, 0, look));
  }
  if (result.ignored.length > 10) lines.push(`and ${result.ignored.length - 10} more not read`);
  lines.push(...sentence(footOf(result), 0, look));
  return lines.join("\n");
}

function headOf({ lab, submission, status, score, max }: GradeResult): string {
  const who = `${safeText(submission.id, 60)} · lab ${lab}`;
  if (status === "graded") return `${who} · ${score} of ${max} points`;
  return status === "ungradable"
    ? `${who} · cannot be graded`
    : `${who} · NOT GRADED: a fault of the grader or of this machine`;
}

function testLines(test: TestResult, look: Look): string[] {
  const { signs, green, red, yellow } = look;
  const [sign, paint] =
    test.status === "pass"
      ? [signs.done, green]
      : test.status === "todo" || test.status === "ungraded"
        ? [signs.todo, yellow]
        : [signs.failing, red];
  const earned = test.status === "ungraded" ? "–" : `${test.points}/${test.weight}`;
  const lines = [paint(` ${sign} ${test.id.padEnd(4)} ${earned.padStart(5)}  ${test.title}`)];
  const faulty = test.checks.find(({ status }) => status !== "pass");
  if (faulty !== undefined) lines.push(...faultLines(test, faulty, look));
  else if (test.status !== "pass") lines.push(...sentence(test.message, INDENT, look));
  return lines;
}

const INDENT = 15;

function faultLines(test: TestResult, faulty: CheckSummary, look: Look): string[] {
  const passed = test.checks.filter(({ status }) => status === "pass").length;
  const counts = `${passed} of ${test.checks.length} checks passed.`;
  const words = {
    ...{ timeout: "too slow", error: "error", inconclusive: "" },
    ...{ todo: "", fail: "", pass: "" },
  };
  const what = words[faulty.status] === "" ? "" : `${words[faulty.status]}: `;
  const isTodo = faulty.status === "todo";
  const message = safeText(faulty.message);
  const why = isTodo ? message : `${counts} "${faulty.name}": ${what}${message}`;
  const hint = test.hint === "" ? [] : sentence(`→ ${test.hint}`, INDENT, look);
  return [...sentence(why, INDENT, look), ...(isTodo ? [] : hint)];
}

function footOf(result: GradeResult): string {
  const { isMark, sandbox, restarts, retried, seedId, tests, durations } = result;
  const open = tests.filter(({ status }) => status === "inconclusive").map(({ id }) => id);
  const sandboxes = restarts === 0 ? "" : `, ${restarts + 1} sandboxes`;
  const twice = retried.length === 0 ? "" : `, ${retried.join(" and ")} judged twice`;
  const facts = `sandbox level L${sandbox.level}${sandboxes}${twice}, seed ${seedId}, ${durations.totalMs} ms`;
  if (!isMark) return `${facts}. NO MARK: the sandbox is too weak; see hpts grade doctor`;
  return open.length === 0
    ? facts
    : `${facts}. NO MARK YET: ${open.join(" and ")} too noisy to tell`;
}

function sentence(text: string, indent: number, look: Look): string[] {
  return text
    .split("\n")
    .flatMap((line) => wrap(line, look.width - indent))
    .map((line) => (line === "" ? "" : " ".repeat(indent) + line));
}
