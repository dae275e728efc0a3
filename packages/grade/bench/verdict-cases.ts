/** Submissions whose verdict is known: right and wrong work, without performance points and with. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findLab, keepPristineCopies, type Lab, pristineDir } from "@hpts/labkit/lab";
import { planOf } from "../src/labs/plans.ts";
import { fail, ROOT } from "./script.ts";

const lab = (id: string): Lab => findLab(ROOT, id, ROOT);
const LABS = readdirSync(join(ROOT, "labs")).map(lab);

export interface Case {
  readonly lab: Lab;
  /** "solution", "starter" or the name of the wrong solution. */
  readonly what: string;
  /** Laid over each other, the last on top. */
  readonly folders: readonly string[];
  /** What is graded; all, if undefined. */
  readonly exercises?: readonly string[];
}

/** Solutions of all labs, nine of ten of the lab modeling, which is graded fastest. */
export function honestCases(count: number): Case[] {
  const others = LABS.filter(({ manifest }) => manifest.id !== "modeling");
  return Array.from({ length: count }, (_, i) => {
    const one = i % 10 === 9 ? others[((i - 9) / 10) % others.length]! : lab("modeling");
    return { ...solutionOf(one), exercises: withoutSpeed(one) };
  });
}

/** Solutions, of which only the exercises with performance points are graded. */
export function racedCases(count: number): Case[] {
  const raced = LABS.filter(({ manifest }) => planOf(manifest.id).races !== undefined);
  return Array.from({ length: count }, (_, i) => {
    const one = raced[i % raced.length]!;
    return { ...solutionOf(one), exercises: Object.keys(planOf(one.manifest.id).races ?? {}) };
  });
}

function solutionOf(one: Lab): Case {
  return { lab: one, what: "solution", folders: [join(one.dir, "solution")] };
}

/**
 * Each lab's starter, and its typical wrong solutions, of which only the exercise that is wrong is
 * graded. Once all, then over and over without the lab testing, which takes long.
 */
export function wrongCases(count: number): Case[] {
  const all = LABS.flatMap((one) => {
    if (keepPristineCopies(one.dir).length > 0) fail(`the starter of ${one.dir} is not to be had`);
    const starter = { lab: one, what: "starter", folders: [pristineDir(one.dir)] };
    return [{ ...starter, exercises: withoutSpeed(one) }, ...wrongOf(one, withoutSpeed(one))];
  });
  const quick = all.filter((one) => one.lab.manifest.id !== "testing");
  const rest = Array.from({ length: count }, (_, i) => quick[i % quick.length]!);
  return [...all, ...rest].slice(0, count);
}

/** The typical wrong solutions of exercises with performance points, those that are too slow among them. */
export function slowCases(count: number): Case[] {
  const all = LABS.flatMap((one) => wrongOf(one, Object.keys(planOf(one.manifest.id).races ?? {})));
  return Array.from({ length: count }, (_, i) => all[i % all.length]!);
}

function wrongOf(one: Lab, exercises: readonly string[]): Case[] {
  return readdirSync(join(one.dir, "wrong")).flatMap((name) => {
    const folder = join(one.dir, "wrong", name);
    const { exercise } = JSON.parse(readFileSync(join(folder, "expect.json"), "utf8"));
    if (!exercises.includes(exercise)) return [];
    const folders = [join(one.dir, "solution"), folder];
    return [{ lab: one, what: name, folders, exercises: [exercise] }];
  });
}

/** What is no matter of speed: that is graded apart, one at a time. */
function withoutSpeed({ manifest }: Lab): string[] {
  const races = planOf(manifest.id).races ?? {};
  return manifest.exercises.map(({ id }) => id).filter((id) => races[id] === undefined);
}
