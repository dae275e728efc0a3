/** One hand-in of a verification: judged as a student's, then held against what must come out. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import type { Grader } from "../grade.ts";
import type { GradeResult, TestResult } from "../result.ts";
import type { HandIn } from "./hand-ins.ts";
import type { Finding } from "./verify.ts";

export interface JudgedHandIn {
  readonly finding: Finding;
  readonly judged: readonly string[];
  readonly notJudged: readonly { readonly id: string; readonly why: string }[];
}

export async function judgeHandIn(
  grader: Pick<Grader, "grade">,
  lab: Lab,
  handIn: HandIn,
): Promise<JudgedHandIn> {
  const dir = mkdtempSync(join(tmpdir(), "hpts-verify-"));
  try {
    for (const folder of handIn.folders) cpSync(folder, dir, { recursive: true });
    const { expected } = handIn;
    const only = expected && [expected.exercise, ...(expected.passes ?? [])];
    const options = { id: handIn.what, ...(only && { exercises: only }) };
    const result = await grader.grade(dir, lab, options);
    const notJudged = result.tests.filter(({ status }) => status === "ungraded");
    const judged = result.tests.filter(({ status }) => status !== "ungraded");
    return {
      finding: { what: handIn.what, ...judgement(handIn, lab, result) },
      judged: judged.map(({ id }) => id),
      notJudged: notJudged.map(({ id, message }) => ({ id, why: message })),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Judgement = Omit<Finding, "what">;

const YES: Judgement = { holds: "yes", message: "" };
const no = (message: string): Judgement => ({ holds: "no", message });
const unclear = (message: string): Judgement => ({ holds: "unclear", message });

/** Pure: what came out against what must. */
export function judgement(handIn: HandIn, lab: Lab, result: GradeResult): Judgement {
  if (result.status === "infrastructure") return unclear(result.problem);
  if (result.status === "ungradable") return no(`it cannot be graded: ${result.problem}`);
  const judged = result.tests.filter(({ status }) => status !== "ungraded");
  const noisy = judged.find(({ status }) => status === "inconclusive");
  if (noisy !== undefined) return unclear(`${noisy.id} is too noisy to tell: ${noisy.message}`);
  if (handIn.kind === "solution") return solution(judged);
  return handIn.kind === "starter" ? starter(judged, lab) : wrong(judged, handIn);
}

function solution(judged: readonly TestResult[]): Judgement {
  const lost = judged.find(({ points, weight }) => points !== weight);
  return lost === undefined ? YES : no(`${lost.id} loses points: ${lost.status}: ${lost.message}`);
}

/** What lab.json calls unwritten must be to do, and nothing may earn points. */
function starter(judged: readonly TestResult[], { manifest }: Lab): Judgement {
  for (const { id, status, points } of judged) {
    const declared = manifest.exercises.find((one) => one.id === id)?.starter;
    const isAsDeclared = declared === "todo" ? status === "todo" : status !== "todo";
    if (!isAsDeclared) return no(`${id} is "${status}"; lab.json declares "${declared}"`);
    if (points > 0) return no(`${id} earns ${points} points as handed out`);
  }
  return YES;
}

function wrong(judged: readonly TestResult[], { expected }: HandIn): Judgement {
  const found = judged.find(({ id }) => id === expected?.exercise);
  if (expected === undefined || found === undefined) return YES; // that exercise is not judged
  if (found.points > 0) return no(`${found.id} earns ${found.points} points`);
  const messages = [found.message, ...found.checks.map(({ message }) => message)].join("\n");
  if (!messages.includes(expected.says)) {
    return no(`${found.id} does not say "${expected.says}", but: ${found.message}`);
  }
  const spoilt = judged.find(({ id, points, weight }) => id !== found.id && points !== weight);
  return spoilt === undefined ? YES : no(`${spoilt.id} loses points as well: ${spoilt.message}`);
}
