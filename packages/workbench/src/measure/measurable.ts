/**
 * What a lab has to measure, by convention:
 *
 *     speed/<name>.ts      what is timed: a default export, and `inputs` for it. `<name>` is an exercise
 *                          that asks for speed in lab.json, or a word of its own. With an export
 *                          `ofSize(n)`, which gives the same function for n particles, and `sizes`, it
 *                          is also seen how the time grows.
 *     programs/<name>.ts   a small program to be profiled; imports the student's code as #lab/<module>
 *
 * The first comment of a file says in its first paragraph what it is. `@memory 5` in a program's comment
 * names its arguments for when memory is measured line by line, which takes a microsecond a line.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import { hasOtherCode } from "./last-code.ts";
import { countOf, readMeasured } from "./measured-file.ts";
import type { BenchmarkResult, LabMeasures, Program, SpeedCase } from "./results.ts";

export function measuresOf(lab: Lab): LabMeasures {
  return {
    cases: casesOf(lab),
    programs: programsOf(lab),
    predictions: countOf(readMeasured(lab.dir).predictions),
  };
}

export const speedFile = (dir: string, name: string): string => join(dir, "speed", `${name}.ts`);
export const programFile = (dir: string, name: string): string =>
  join(dir, "programs", `${name}.ts`);

function casesOf({ dir, manifest }: Lab): SpeedCase[] {
  const { best } = readMeasured(dir);
  return namesIn(join(dir, "speed")).map((name): SpeedCase => {
    const exercise = manifest.exercises.find(({ id }) => id === name);
    const about = aboutOf(speedFile(dir, name));
    const tiers = exercise?.speed;
    const isLast = hasOtherCode(dir, name);
    const known = best[name];
    return {
      name,
      title: exercise === undefined ? name.replaceAll("-", " ") : `${name} ${exercise.title}`,
      about,
      ...(tiers !== undefined && { tiers }),
      rival: isLast ? "last" : baselineOf(dir, tiers),
      ...(known !== undefined && { best: known }),
    };
  });
}

/** What code without tiers stands beside is the solution, which students may not have. */
export function baselineOf(dir: string, tiers: unknown): BenchmarkResult["baseline"] {
  if (tiers !== undefined) return "handed-out";
  return hasSolution(dir) ? "solution" : "none";
}

export const hasSolution = (dir: string): boolean => existsSync(join(dir, "solution"));

/** In the order of the exercises that they are about. */
function programsOf({ dir, manifest }: Lab): Program[] {
  const programs = namesIn(join(dir, "programs")).map((name) => ({
    name,
    about: aboutOf(programFile(dir, name)),
  }));
  const rank = ({ about }: Program): number => {
    const at = manifest.exercises.findIndex(({ id }) => new RegExp(`\\b${id}\\b`).test(about));
    return at < 0 ? manifest.exercises.length : at;
  };
  return programs.toSorted((a, b) => rank(a) - rank(b));
}

function namesIn(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).filter((name) => name.endsWith(".ts"));
  return names.map((name) => name.slice(0, -".ts".length)).sort();
}

/** What a program gets when its memory is measured line by line. */
export function memoryArguments(file: string): readonly string[] {
  return /^@memory (.*)$/m.exec(commentOf(file))?.[1]?.split(" ") ?? [];
}

/** The first paragraph of the file's first comment. */
function aboutOf(file: string): string {
  const [first = ""] = commentOf(file).split(/\n\s*\n/);
  return first.replaceAll("\n", " ");
}

function commentOf(file: string): string {
  const comment = /^\s*\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, "utf8"))?.[1] ?? "";
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*?\s?/, "").trimEnd());
  return lines.join("\n").trim();
}
