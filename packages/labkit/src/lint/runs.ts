/**
 * The rules that run a lab's tests:
 *
 * - "starter": each exercise of the starter, as handed out, is what lab.json declares
 * - "solution": the solution is done in every exercise
 * - "wrong": each typical wrong solution turns the exercise that it names red, with a message that
 *   contains what it names, and leaves done what it names; a lab has at least five of them
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { decidingCheck, type LabResult } from "../checklist/result.ts";
import { openLab } from "../run/session.ts";
import { type Target, wrongTargets } from "../run/targets.ts";
import { type Fault, type LintedLab, listFiles } from "./fault.ts";

const LEAST_WRONG = 5;

/** `wrong/<name>/expect.json`. */
interface Expectation {
  /** The exercise that must fail. */
  readonly exercise: string;
  /** Part of a message that the student then reads. */
  readonly says: string;
  /** Exercises that must be done all the same. */
  readonly passes?: readonly string[];
}

const expectation: v.GenericSchema<unknown, Expectation> = v.strictObject({
  exercise: v.string(),
  says: v.pipe(v.string(), v.minLength(5)),
  passes: v.exactOptional(v.array(v.string())),
});

export async function checkRuns(lab: LintedLab): Promise<Fault[]> {
  const wrong = wrongTargets(lab.dir);
  const { expected, faults } = readExpectations(lab, wrong);
  const ids = lab.manifest.exercises.map(({ id }) => id);
  const only = (target: Target): string[] => {
    const wanted = expected.get(target);
    return wanted === undefined ? ids : exercisesOf(wanted);
  };
  const targets: Target[] = ["solution", ...expected.keys()];
  if (lab.starter !== undefined) targets.unshift("pristine");
  const session = await openLab(lab.dir, { targets });
  try {
    for (const result of await session.run({ only })) faults.push(...judge(result, lab, expected));
  } finally {
    await session.close();
  }
  if (wrong.length < LEAST_WRONG) {
    const message = `holds ${wrong.length} typical wrong solutions; a lab has at least ${LEAST_WRONG}`;
    faults.push({ rule: "wrong", file: "wrong", message });
  }
  return faults;
}

const exercisesOf = ({ exercise, passes = [] }: Expectation): string[] => [exercise, ...passes];

function readExpectations(
  lab: LintedLab,
  targets: readonly Target[],
): { expected: Map<Target, Expectation>; faults: Fault[] } {
  const expected = new Map<Target, Expectation>();
  const faults: Fault[] = [];
  for (const target of targets) {
    const folder = folderOf(target);
    faults.push(...checkReplacements(lab.dir, folder));
    const file = `${folder}/expect.json`;
    const wanted = readExpectation(lab, file);
    if (typeof wanted === "string") faults.push({ rule: "wrong", file, message: wanted });
    else expected.set(target, wanted);
  }
  return { expected, faults };
}

/** The expectation, or what is wrong with it. */
function readExpectation({ dir, manifest }: LintedLab, file: string): Expectation | string {
  const form = '{ "exercise": an id of lab.json, "says": part of the message }';
  if (!existsSync(join(dir, file))) return `is missing; it says what must turn red: ${form}`;
  const { success, output } = v.safeParse(expectation, readJson(join(dir, file)));
  const ids = manifest.exercises.map(({ id }) => id);
  const isKnown = success && exercisesOf(output as Expectation).every((id) => ids.includes(id));
  return isKnown ? (output as Expectation) : `must be ${form}`;
}

/** A file that lies over none of the solution's is never loaded, and the target is the solution. */
function checkReplacements(dir: string, folder: string): Fault[] {
  const solution = listFiles(join(dir, "solution"));
  const own = listFiles(join(dir, folder)).filter((name) => name !== "expect.json");
  if (own.length === 0) {
    return [{ rule: "wrong", file: folder, message: "holds no file that replaces the solution's" }];
  }
  return own
    .filter((name) => !solution.includes(name))
    .map((name) => {
      const message = `replaces nothing: there is no solution/${name}`;
      return { rule: "wrong", file: `${folder}/${name}`, message };
    });
}

const folderOf = (target: string): string => `wrong/${target.slice("wrong:".length)}`;

function judge(
  result: LabResult,
  lab: LintedLab,
  expected: ReadonlyMap<Target, Expectation>,
): Fault[] {
  const target = result.target as Target;
  const wanted = expected.get(target);
  if (wanted !== undefined) return judgeWrong(result, wanted);
  return target === "pristine" ? judgeStarter(result, lab) : judgeSolution(result);
}

function judgeStarter({ exercises }: LabResult, { manifest }: LintedLab): Fault[] {
  return exercises.flatMap(({ id, state }) => {
    const declared = manifest.exercises.find((one) => one.id === id);
    if (declared === undefined || state === declared.starter) return [];
    const message = `exercise ${id} is "${state}" as handed out; lab.json declares "${declared.starter}"`;
    return [{ rule: "starter", file: declared.file, message }];
  });
}

function judgeSolution(result: LabResult): Fault[] {
  const failed = [
    ...result.exercises
      .filter(({ state }) => state !== "done")
      .map((exercise) => {
        const check = decidingCheck(exercise);
        return { file: exercise.file, what: `${exercise.id}: ${check?.name}: ${check?.message}` };
      }),
    ...result.authors.failed.map((check) => ({
      file: "tests",
      what: `${check.name}: ${check.message}`,
    })),
    ...result.faults.map((what) => ({ file: "solution", what })),
  ];
  return failed.map(({ file, what }) => ({
    rule: "solution",
    file,
    message: `is not done: ${what}`,
  }));
}

function judgeWrong(result: LabResult, wanted: Expectation): Fault[] {
  return [...judgeRed(result, wanted), ...judgeDone(result, wanted)];
}

function judgeDone({ target, exercises }: LabResult, { passes = [] }: Expectation): Fault[] {
  const open = exercises.filter(({ id, state }) => passes.includes(id) && state !== "done");
  return open.map((exercise) => {
    const reason = decidingCheck(exercise)?.message ?? exercise.state;
    const message = `turns ${exercise.id} red as well, which must stay done: ${reason}`;
    return { rule: "wrong", file: folderOf(target), message };
  });
}

function judgeRed({ target, exercises }: LabResult, { exercise, says }: Expectation): Fault[] {
  const file = folderOf(target);
  const found = exercises.find(({ id }) => id === exercise);
  const messages = (found?.checks ?? [])
    .filter(({ state }) => state === "failed")
    .map(({ message = "" }) => message);
  if (messages.length === 0) {
    return [
      { rule: "wrong", file, message: `does not turn ${exercise} red: it is ${found?.state}` },
    ];
  }
  if (messages.some((message) => message.includes(says))) return [];
  const message = `${exercise} is red, but no message says "${says}"; it says: ${messages[0]}`;
  return [{ rule: "wrong", file, message }];
}

function readJson(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
