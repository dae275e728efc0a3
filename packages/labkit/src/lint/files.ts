/**
 * Rule "files": a lab holds what the lab contract names and nothing else; starter and solution have
 * the same files; every exercise has its tests and hints, and what is timed if it asks for speed.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { howToRecord, PRISTINE_FILE } from "../lab/pristine.ts";
import { type Fault, type LintedLab, listFiles } from "./fault.ts";

const REQUIRED = [
  "README.md",
  "NOTES.md",
  "lab.json",
  "pristine.json",
  "package.json",
  "tsconfig.json",
  "tsconfig.solution.json",
  "vitest.config.ts",
];
const FOLDERS = ["hints", "solution", "starter", "tests", "wrong"];
/** Where an exercise asks for speed, or its code is worth a benchmark. */
const SPEED = "speed";
/** What is profiled, in the workbench. */
const PROGRAMS = "programs";
/** What moves, in the workbench. */
const LIVE = "live.ts";
/** What the README shows; drawn by `pnpm pictures`. */
const PICTURE = "picture.svg";
const OPTIONAL = [SPEED, PROGRAMS, LIVE, PICTURE];

export function checkFiles(lab: LintedLab): Fault[] {
  return [
    ...checkTopLevel(lab),
    ...checkPairs(lab),
    ...checkTests(lab),
    ...checkHintFiles(lab),
    ...checkSpeed(lab),
    ...checkMeasured(lab),
  ];
}

const fault = (file: string, message: string): Fault => ({ rule: "files", file, message });

function checkTopLevel({ dir }: LintedLab): Fault[] {
  // What begins with a dot is made by tools and systems, and not in git.
  const present = readdirSync(dir).filter(
    (name) => name !== "node_modules" && !name.startsWith("."),
  );
  const missing = [...REQUIRED, ...FOLDERS].filter((name) => !present.includes(name));
  const known = [...REQUIRED, ...FOLDERS, ...OPTIONAL];
  const stray = present.filter((name) => !known.includes(name));
  return [
    ...missing.map((name) => fault(name, "is missing; every lab has it")),
    ...stray.map((name) => fault(name, "is a stray file: the lab contract has no place for it")),
  ];
}

function checkPairs({ dir, manifest, starter }: LintedLab): Fault[] {
  if (starter === undefined) return [];
  const { files: starterFiles } = starter;
  const solution = listFiles(join(dir, "solution"));
  const faults = [
    ...without(starterFiles, solution).map((name) =>
      fault(`starter/${name}`, `has no counterpart solution/${name}`),
    ),
    ...without(solution, [...starterFiles, ...listFiles(join(dir, "starter"))]).map((name) =>
      fault(`solution/${name}`, `has no counterpart starter/${name}`),
    ),
  ];
  for (const { id, file } of manifest.exercises) {
    if (starterFiles.includes(file.replace(/^starter\//, ""))) continue;
    const isUnrecorded = existsSync(join(dir, file));
    faults.push(
      isUnrecorded
        ? fault(file, `is not in ${PRISTINE_FILE}: ${howToRecord(dir)}`)
        : fault("lab.json", `${id}: there is no ${file}`),
    );
  }
  return unique(faults);
}

/** Several exercises may be about one file. */
function unique(faults: readonly Fault[]): Fault[] {
  const texts = faults.map((one) => JSON.stringify(one));
  return faults.filter((_one, i) => texts.indexOf(texts[i]!) === i);
}

function checkTests({ dir, manifest }: LintedLab): Fault[] {
  const ids = manifest.exercises.map(({ id }) => id);
  const found = listFiles(join(dir, "tests"))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => name.replace(/\.test\.ts$/, ""));
  return [
    ...without(ids, found).map((id) =>
      fault(`tests/${id}.test.ts`, `is missing for exercise ${id}`),
    ),
    ...without(found, ids).map((id) =>
      fault(`tests/${id}.test.ts`, "belongs to no exercise of lab.json"),
    ),
  ];
}

function checkHintFiles({ dir, manifest }: LintedLab): Fault[] {
  const ids = manifest.exercises.map(({ id }) => `${id}.md`);
  const found = listFiles(join(dir, "hints"));
  return [
    ...without(ids, found).map((name) =>
      fault(`hints/${name}`, "is missing; every exercise has hints"),
    ),
    ...without(found, ids).map((name) =>
      fault(`hints/${name}`, "belongs to no exercise of lab.json"),
    ),
  ];
}

function checkSpeed({ dir, manifest }: LintedLab): Fault[] {
  const wanted = manifest.exercises
    .filter(({ speed }) => speed !== undefined)
    .map(({ id }) => `${id}.ts`);
  const found = listFiles(join(dir, SPEED));
  // A case that is about no tiers is called by a word, and not like an exercise.
  const stray = without(found, wanted).filter((name) => !NAME.test(name));
  return [
    ...without(wanted, found).map((name) =>
      fault(`${SPEED}/${name}`, "is missing: lab.json has speed tiers for this exercise"),
    ),
    ...stray.map((name) =>
      fault(`${SPEED}/${name}`, "belongs to no exercise with speed tiers in lab.json"),
    ),
  ];
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.ts$/;

/** What the workbench measures is shown under its name, with the first comment of the file. */
function checkMeasured({ dir }: LintedLab): Fault[] {
  const programs = listFiles(join(dir, PROGRAMS));
  const files = [
    ...listFiles(join(dir, SPEED)).map((name) => `${SPEED}/${name}`),
    ...programs.map((name) => `${PROGRAMS}/${name}`),
  ];
  const misnamed = programs.filter((name) => !NAME.test(name));
  return [
    ...misnamed.map((name) =>
      fault(`${PROGRAMS}/${name}`, "must have a name like evolve.ts or run-taylor.ts"),
    ),
    ...files.flatMap((file) => {
      const text = readFileSync(join(dir, file), "utf8");
      const lacks = [
        ...(text.startsWith("/**") ? [] : ["must begin with a comment that says what it is"]),
        ...(text.includes('"#lab/') ? [] : ["must import the student's code as #lab/<module>"]),
      ];
      return lacks.map((message) => fault(file, message));
    }),
  ];
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
