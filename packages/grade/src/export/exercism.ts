/**
 * Exercism's results.json, version 3: a test for each check, in the lab's order; task_id is the
 * number of the exercise. A submission of which nothing could be run has the status "error", with the
 * reason; there are no points.
 *
 * Source: exercism.org/docs/building/tooling/test-runners/interface. `test_code` is left out: here a
 * hidden case has none that may be shown, and `output` is, because what a submission printed is not
 * part of a result.
 */
import type { CheckSummary } from "../result.ts";
import { cleanJson, cutBytes } from "./clean.ts";
import { type Exported, type ShownCheck, type ShownExercise, shownOf } from "./shown.ts";

/** "limited to 65535 characters", fewer where they take several bytes. */
const MOST_BYTES = 65_535;

type Status = "pass" | "fail" | "error";

const STATUSES: Readonly<Record<CheckSummary["status"], Status>> = {
  pass: "pass",
  fail: "fail",
  todo: "fail",
  error: "error",
  timeout: "error",
  inconclusive: "error",
};

export function exercismJson({ result }: Exported): string {
  const { mark, exercises } = shownOf(result);
  if (mark.kind === "ungradable" || mark.kind === "infrastructure") {
    return jsonOf({ version: 3, status: "error", message: cutBytes(mark.reason, MOST_BYTES) });
  }
  const tests = exercises.flatMap((exercise, i) => testsOf(exercise, i + 1));
  const status = overall(tests.map((test) => test.status));
  const message = tests.find((test) => test.status !== "pass")?.message ?? "no test was run";
  return jsonOf({ version: 3, status, message: status === "error" ? message : null, tests });
}

interface Test {
  readonly name: string;
  readonly status: Status;
  readonly message: string | null;
  readonly task_id: number;
}

function testsOf({ id, checks, status, why }: ShownExercise, taskId: number): Test[] {
  if (status === "ungraded") return [];
  return checks.map((check) => {
    const message = check.status === "pass" ? null : cutBytes(messageOf(check, why), MOST_BYTES);
    const { name } = check;
    return { name: `${id}: ${name}`, status: STATUSES[check.status], message, task_id: taskId };
  });
}

function messageOf({ isHidden, name, message }: ShownCheck, why: string): string {
  if (isHidden) return `with inputs of our own: ${name}`;
  return message === "" ? why : message;
}

/** "error" only if all are errors; without a test nothing is passed. */
function overall(statuses: readonly Status[]): Status {
  if (statuses.every((status) => status === "error")) return "error";
  return statuses.every((status) => status === "pass") ? "pass" : "fail";
}

const jsonOf = (value: object): string => `${cleanJson(value, 1)}\n`;
