/**
 * JUnit's XML as CI services read it: a suite for each student, a case for each exercise. What could
 * not be graded is an error of the suite's own case "grading", so that it is neither passed nor
 * failed; what is too noisy or not judged is skipped.
 *
 * Source: the schema of the Jenkins xUnit plugin (junit-10.xsd); testmoapp/junitxml, "common attributes".
 */
import type { TestStatus } from "../result.ts";
import { type Exported, type Shown, type ShownExercise, STATUS_WORDS, shownOf } from "./shown.ts";

type Outcome = "passed" | "failure" | "error" | "skipped";

const OUTCOMES: Readonly<Record<TestStatus, Outcome>> = {
  pass: "passed",
  fail: "failure",
  todo: "failure",
  error: "error",
  timeout: "error",
  inconclusive: "skipped",
  ungraded: "skipped",
};

export function* junitXml(all: Iterable<Exported>): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="hpts grade">\n';
  for (const { result, gradedAt } of all) {
    const timeS = (result.durations.totalMs / 1000).toFixed(3);
    yield suiteOf(shownOf(result), timeS, gradedAt);
  }
  yield "</testsuites>\n";
}

function suiteOf(shown: Shown, timeS: string, gradedAt: string): string {
  const { student, lab, mark, exercises, notes } = shown;
  const isGraded = mark.kind !== "ungradable" && mark.kind !== "infrastructure";
  const outcomes = exercises.map(({ status }) => OUTCOMES[status]);
  const count = (wanted: Outcome): number => outcomes.filter((one) => one === wanted).length;
  const counts = attributes({
    name: student,
    tests: exercises.length + (isGraded ? 0 : 1),
    failures: count("failure"),
    errors: count("error") + (isGraded ? 0 : 1),
    skipped: count("skipped"),
    time: timeS,
    ...(gradedAt !== "" && { timestamp: gradedAt.replace(/\.\d+Z$/, "Z") }),
  });
  const className = `${lab}.${student}`;
  const points = mark.kind === "mark" ? `${mark.score}/${mark.max}` : mark.reason;
  const lines = [
    `  <testsuite ${counts}>`,
    `    <properties><property ${attributes({ name: "points", value: points })}/></properties>`,
    ...exercises.flatMap((exercise) => caseLines(exercise, className)),
  ];
  if (!isGraded) {
    const error = `<error ${attributes({ type: mark.kind, message: mark.reason })}/>`;
    const head = attributes({ classname: className, name: "grading" });
    lines.push(`    <testcase ${head}>${error}</testcase>`);
  }
  if (notes.length > 0) lines.push(`    <system-out>${escapedXml(notes.join("\n"))}</system-out>`);
  return `${[...lines, "  </testsuite>"].join("\n")}\n`;
}

function caseLines(exercise: ShownExercise, classname: string): string[] {
  const { id, title, status, why, hint, checks } = exercise;
  const outcome = OUTCOMES[status];
  const head = `<testcase ${attributes({ classname, name: `${id} ${title}` })}`;
  if (outcome === "passed") return [`    ${head}/>`];
  const message = attributes({ message: why.split("\n", 1)[0]! });
  if (outcome === "skipped") return [`    ${head}><skipped ${message}/></testcase>`];
  const failed = checks.filter((check) => check.status !== "pass");
  const texts = failed.map(({ name, message: text }) => (text === "" ? name : `${name}: ${text}`));
  const body = escapedXml([...texts, hint].filter((text) => text !== "").join("\n"));
  const type = attributes({ type: STATUS_WORDS[status] });
  return [`    ${head}><${outcome} ${type} ${message}>${body}</${outcome}></testcase>`];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapedXml(String(value)).replaceAll("\n", "&#10;")}"`)
    .join(" ");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapedXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
