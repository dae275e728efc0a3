/**
 * Which results are meant: conditions joined by "and".
 *
 *     status=infrastructure    student=ada    score<5    exercise=P4    P4=timeout    all
 *
 * exercise=P4 is every result that did not pass P4; P4=timeout is of that status.
 */
import { UsageError } from "@hpts/labkit/lab";
import type { GradeResult } from "../result.ts";

export type Condition = (result: GradeResult) => boolean;

const ONE = /^\s*([A-Za-z][A-Za-z0-9]*)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*$/;
const STATUSES = ["graded", "ungradable", "infrastructure"];
const TEST_STATUSES = ["pass", "fail", "todo", "error", "timeout", "inconclusive", "ungraded"];

/** @param exercises ids of the lab @throws UsageError with what is possible */
export function parseWhere(text: string, exercises: readonly string[]): Condition {
  const parts = text.split(/\sand\s/);
  const conditions = parts.map((part) => conditionOf(part, exercises));
  return (result) => conditions.every((holds) => holds(result));
}

function conditionOf(text: string, exercises: readonly string[]): Condition {
  if (text.trim() === "all") return () => true;
  const [, field = "", sign = "", value = ""] = ONE.exec(text) ?? [];
  if (field === "score" || field === "level") return compared(text, field, sign, value);
  if (sign !== "=" && sign !== "!=") throw unclear(text);
  const isEqual = sign === "=";
  const test = testOf(field, value, text, exercises);
  return (result) => test(result) === isEqual;
}

function testOf(
  field: string,
  value: string,
  text: string,
  exercises: readonly string[],
): Condition {
  const oneOf = (known: readonly string[]): void => {
    if (known.includes(value)) return;
    throw new UsageError(`--where ${text.trim()}: ${field} is one of ${known.join(", ")}`);
  };
  if (field === "student") return ({ submission }) => submission.id === value;
  if (field === "flag") return ({ flags }) => (flags as readonly string[]).includes(value);
  if (field === "status") {
    oneOf(STATUSES);
    return ({ status }) => status === value;
  }
  if (field === "exercise") {
    oneOf(exercises);
    return ({ tests }) => tests.some(({ id, status }) => id === value && isLost(status));
  }
  if (!exercises.includes(field)) throw unclear(text);
  oneOf(TEST_STATUSES);
  return ({ tests }) => tests.some(({ id, status }) => id === field && status === value);
}

const isLost = (status: string): boolean => status !== "pass" && status !== "ungraded";

function compared(text: string, field: "score" | "level", sign: string, value: string): Condition {
  const wanted = Number(value);
  if (value === "" || !Number.isFinite(wanted)) {
    throw new UsageError(`--where ${text.trim()}: ${field} is compared with a number`);
  }
  const holds = SIGNS[sign]!;
  return ({ score, sandbox }) => {
    const own = field === "score" ? score : sandbox.level;
    return own !== null && holds(own, wanted); // who has no score has none below 5 either
  };
}

const SIGNS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function unclear(text: string): UsageError {
  return new UsageError(
    `--where must be like status=infrastructure, exercise=P4, P4=timeout, "score<5", student=ada, ` +
      `flag=crash or all, joined by "and", got ${JSON.stringify(text.trim())}`,
  );
}
