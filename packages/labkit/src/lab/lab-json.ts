/**
 * `lab.json`: what a lab is called, how long it takes and which exercises it has.
 *
 * The types here are the documentation; `lab.schema.json` beside this package says the same to
 * editors. Unknown keys are refused: a misspelt key would otherwise be silently without effect.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

export interface LabManifest {
  /** The folder's name under labs/; the workspace is called `lab-<id>`. */
  readonly id: string;
  readonly title: string;
  /** How long a student needs. */
  readonly minutes: number;
  /** hands-on: students work; demo: the instructor shows; optional: for who has time left. */
  readonly tier: "hands-on" | "demo" | "optional";
  /** Ids of the labs that should be done before; advice, not a lock. */
  readonly buildsOn: readonly string[];
  /** "You will be able to ...", one phrase each. */
  readonly objectives: readonly string[];
  /** What is deliberately left for another lab. */
  readonly outOfScope: readonly string[];
  readonly exercises: readonly ExerciseManifest[];
}

export interface ExerciseManifest {
  /** Such as "M4"; its tests are `tests/M4.test.ts`, its hints `hints/M4.md`. */
  readonly id: string;
  readonly title: string;
  /** The file that the student edits, such as "starter/simulator.ts". */
  readonly file: string;
  readonly points: number;
  /** What the untouched starter's exercise is: unwritten, or there but wrong. */
  readonly starter: "todo" | "failing";
  /** For an exercise that is graded by a share: which share earns which mark. */
  readonly marks?: Marks;
  /** For an exercise that asks for speed; what is timed is in `speed/<id>.ts`. */
  readonly speed?: SpeedTiers;
}

/** Shares from 0 to 1, rising. */
export interface Marks {
  readonly pass: number;
  readonly full: number;
  readonly honours: number;
}

/** How many times as fast as the starter, measured in the same run; above 1, rising. */
export interface SpeedTiers {
  /** What it takes to be done. */
  readonly bronze: number;
  readonly silver: number;
  readonly gold: number;
}

/** A lab.json, or another record of a lab, that cannot be read. */
export class ManifestError extends Error {
  readonly code = "HPTS_LABKIT_MANIFEST";
  override readonly name = "ManifestError";
}

const text = v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty"));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const positive = (what: string): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(1, `must be a whole number of ${what}, 1 or more`));

const marks = v.pipe(
  v.strictObject({ pass: share, full: share, honours: share }),
  v.check((m) => m.pass < m.full && m.full <= m.honours, "must rise: pass < full <= honours"),
);

const times = v.pipe(v.number(), v.gtValue(1, "must be a speed-up, more than 1"));
const speed = v.pipe(
  v.strictObject({ bronze: times, silver: times, gold: times }),
  v.check((s) => s.bronze < s.silver && s.silver < s.gold, "must rise: bronze < silver < gold"),
);

const exercise = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Z]\d{1,2}$/, 'must be a letter and a number, such as "M4"')),
  title: text,
  file: v.pipe(
    v.string(),
    v.regex(/^starter\/[\w.-]+\.ts$/, 'must be a TypeScript file such as "starter/particle.ts"'),
  ),
  points: positive("points"),
  starter: v.picklist(["todo", "failing"]),
  marks: v.exactOptional(marks),
  speed: v.exactOptional(speed),
});

function repeatedId(list: readonly { readonly id: string }[]): string | undefined {
  const ids = list.map(({ id }) => id);
  return ids.find((id, i) => ids.indexOf(id) < i);
}

/** `lab.schema.json` is made from this (see test/lab-json.test.ts). */
export const labSchema: v.GenericSchema<unknown, LabManifest> = v.strictObject({
  $schema: v.exactOptional(v.string()),
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, "must be the folder's name in lower case")),
  title: text,
  minutes: positive("minutes"),
  tier: v.picklist(["hands-on", "demo", "optional"]),
  buildsOn: v.array(v.string()),
  objectives: v.pipe(v.array(text), v.minLength(1, "must name at least one objective")),
  outOfScope: v.array(text),
  exercises: v.pipe(
    v.array(exercise),
    v.minLength(1, "must name at least one exercise"),
    v.check(
      (list) => repeatedId(list) === undefined,
      ({ input }) => `must have different ids; ${repeatedId(input)} is there more than once`,
    ),
  ),
});

/** @throws ManifestError that names the file, the field, what was expected and what was got */
export function readManifest(labDir: string): LabManifest {
  const file = join(labDir, "lab.json");
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    const what = isMissing
      ? "is missing; every lab has it"
      : `cannot be read: ${(cause as Error).message}`;
    throw new ManifestError(`${file} ${what}`, { cause });
  }
  return parseManifest(text, file);
}

/** @param file for messages only */
export function parseManifest(text: string, file: string): LabManifest {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new ManifestError(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const result = v.safeParse(labSchema, data);
  if (result.success) return result.output;
  const issues = result.issues.map((issue) => `  ${describeIssue(issue)}`);
  throw new ManifestError(`${file} is not a lab manifest:\n${issues.join("\n")}`);
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? "(whole file)";
  if (issue.type === "strict_object" && issue.expected === "never") return `${path}: unknown key`;
  if (issue.type === "strict_object" && issue.received === "undefined" && issue.path) {
    return `${path}: is missing`;
  }
  if (issue.kind === "schema") {
    return `${path}: expected ${issue.expected ?? "something else"}, got ${issue.received}`;
  }
  // What a list or an object is shown as ("Array") says nothing.
  const got = issue.type === "check" ? "" : `, got ${issue.received}`;
  return `${path}: ${issue.message}${got}`;
}
