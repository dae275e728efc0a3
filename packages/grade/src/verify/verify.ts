/**
 * Whether this machine grades the labs as their authors mean it: each lab's solution, starter and
 * typical wrong solutions are handed in and judged as a student's work would be, and the speed tiers
 * are measured in this room.
 */
import type { Lab } from "@hpts/labkit/lab";
import type { Grader } from "../grade.ts";
import { handInsOf } from "./hand-ins.ts";
import { judgeHandIn } from "./judge-hand-in.ts";
import { measureRoom, type RoomFinding, speedFiles } from "./room.ts";

export type { RoomFinding } from "./room.ts";

/** `unclear`: our fault, or too noisy; to be tried again. */
export type Holds = "yes" | "no" | "unclear";

export interface Finding {
  /** "solution", "starter", "wrong/eggs" */
  readonly what: string;
  readonly holds: Holds;
  /** What is not as it should be; empty if it holds. */
  readonly message: string;
}

export interface LabVerification {
  readonly lab: string;
  /** Ids of the exercises that are judged here. */
  readonly judged: readonly string[];
  readonly notJudged: readonly { readonly id: string; readonly why: string }[];
  readonly findings: readonly Finding[];
  /** Of exercises with speed tiers. */
  readonly room: readonly RoomFinding[];
}

export interface VerifyOptions {
  readonly grader: Pick<Grader, "grade">;
  readonly labs: readonly Lab[];
  /** Whether noise and tiers are measured; half a minute an exercise with tiers. @default true */
  readonly measuresRoom?: boolean;
  /** Whether wrong solutions are handed in. @default true */
  readonly handsInWrong?: boolean;
  /** For tests: quick, and less sure. @default false */
  readonly isQuick?: boolean;
  readonly onStep?: (step: string, done: number, all: number) => void;
}

/** @throws UsageError for a lab without solutions, as students have it */
export async function verifyLabs(options: VerifyOptions): Promise<LabVerification[]> {
  const { grader, labs, measuresRoom = true, handsInWrong = true, onStep = () => {} } = options;
  const plans = labs.map((lab) => ({
    lab,
    handIns: handInsOf(lab, handsInWrong),
    speed: measuresRoom ? speedFiles(lab) : [],
  }));
  const all = plans.reduce((sum, { handIns, speed }) => sum + handIns.length + speed.length, 0);
  let done = 0;
  const next = (step: string): void => onStep(step, done++, all);
  const verified: LabVerification[] = [];
  for (const { lab, handIns, speed } of plans) {
    const { id } = lab.manifest;
    const findings: Finding[] = [];
    const notJudged = new Map<string, string>();
    let judged: readonly string[] = [];
    for (const handIn of handIns) {
      next(`${id}: ${handIn.what}`);
      const found = await judgeHandIn(grader, lab, handIn);
      findings.push(found.finding);
      if (handIn.kind !== "solution") continue;
      judged = found.judged;
      for (const { id: exercise, why } of found.notJudged) notJudged.set(exercise, why);
    }
    const room: RoomFinding[] = [];
    for (const one of speed) {
      next(`${id}: the speed of ${one.exercise}`);
      room.push(await measureRoom(one, options.isQuick ?? false));
    }
    const without = [...notJudged].map(([exercise, why]) => ({ id: exercise, why }));
    verified.push({ lab: id, judged, notJudged: without, findings, room });
  }
  onStep("", all, all);
  return verified;
}

/** What a verification as a whole says. */
export function outcomeOf(labs: readonly LabVerification[]): Holds {
  const all = labs.flatMap(({ findings, room }) => [...findings, ...room]);
  if (all.some(({ holds }) => holds === "no")) return "no";
  return all.some(({ holds }) => holds === "unclear") ? "unclear" : "yes";
}
