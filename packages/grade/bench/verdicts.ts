/**
 * Does right work ever lose a point, and does wrong work ever earn one? Many gradings, each with
 * hidden inputs of its own, and the ones with performance points beside busy processes.
 *
 *     pnpm bench:grade-verdicts          prints the table
 *         --write                        also writes docs/measurements/grade-verdicts.md
 *         --honest 1000 --wrong 1000     how many of each; 0 leaves them out
 *         --loaded 500 --hogs 2          speed beside so many endless loops
 *         --minutes 20                   for each of the three; what was reached by then counts
 *
 * Right work: solutions of all labs, nine of ten of the lab modeling, which is graded fastest. A comment
 * makes each one another submission, so it gets another seed. Wrong work: each lab's starter and all
 * its typical wrong solutions (labs/<lab>/wrong), over and over; of those only the exercise that is wrong.
 */
import { type ChildProcess, spawn } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findLab, keepPristineCopies, type Lab, pristineDir } from "@hpts/labkit/lab";
import { type Grader, openGrader } from "../src/grade.ts";
import { planOf } from "../src/labs/plans.ts";
import type { GradeResult } from "../src/result.ts";

const { values } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    honest: { type: "string", default: "1000" },
    wrong: { type: "string", default: "1000" },
    loaded: { type: "string", default: "500" },
    hogs: { type: "string", default: "2" },
    minutes: { type: "string", default: "20" },
  },
});
const limitMs = countOf("minutes") * 60_000;

const ROOT = join(import.meta.dirname, "..", "..", "..");
const target = join(ROOT, "docs", "measurements", "grade-verdicts.md");
const jobs = availableParallelism();
const lab = (id: string): Lab => findLab(ROOT, id, ROOT);
const LABS = readdirSync(join(ROOT, "labs")).map(lab);

interface Case {
  readonly lab: Lab;
  readonly what: string;
  readonly folders: readonly string[];
  readonly exercises?: readonly string[];
}

/** What came of some gradings. */
interface Tally {
  readonly title: string;
  readonly labs: Map<string, number>;
  graded: number;
  /** Right work that lost, or wrong work that earned. */
  readonly faults: string[];
  inconclusive: number;
  retried: number;
  infrastructure: number;
  seconds: number;
}

const dir = mkdtempSync(join(tmpdir(), "hpts-verdicts-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));

const tallies: Tally[] = [];
if (countOf("honest") > 0) {
  tallies.push(await graded("right work", honestCases(countOf("honest")), jobs, lostPoints));
}
if (countOf("wrong") > 0) {
  tallies.push(
    await graded("wrong work and starters", wrongCases(countOf("wrong")), jobs, earnedPoints),
  );
}
if (countOf("loaded") > 0) {
  const hogs = Array.from({ length: countOf("hogs") }, hog);
  const title = `right work with performance points, beside ${hogs.length} busy processes`;
  tallies.push(await graded(title, racedCases(countOf("loaded")), 1, lostPoints));
  for (const one of hogs) one.kill("SIGKILL");
}
const text = report();
console.log(text);
if (values.write) {
  writeFileSync(target, text);
  console.error(`written: ${target}`);
}
process.exitCode = tallies.some(({ faults }) => faults.length > 0) ? 1 : 0;

/** What is no matter of speed: that is graded apart, one at a time. */
function withoutSpeed({ manifest }: Lab): string[] {
  const races = planOf(manifest.id).races ?? {};
  return manifest.exercises.map(({ id }) => id).filter((id) => races[id] === undefined);
}

function honestCases(count: number): Case[] {
  const others = LABS.filter(({ manifest }) => manifest.id !== "modeling");
  return Array.from({ length: count }, (_, i) => {
    const one = i % 10 === 9 ? others[((i - 9) / 10) % others.length]! : lab("modeling");
    return { ...solutionOf(one), exercises: withoutSpeed(one) };
  });
}

function racedCases(count: number): Case[] {
  const raced = LABS.filter(({ manifest }) => planOf(manifest.id).races !== undefined);
  return Array.from({ length: count }, (_, i) => {
    const one = raced[i % raced.length]!;
    return { ...solutionOf(one), exercises: Object.keys(planOf(one.manifest.id).races ?? {}) };
  });
}

function solutionOf(one: Lab): Case {
  return { lab: one, what: "solution", folders: [join(one.dir, "solution")] };
}

function wrongCases(count: number): Case[] {
  const all = LABS.flatMap((one) => {
    if (keepPristineCopies(one.dir).length > 0) fail(`the starter of ${one.dir} is not to be had`);
    const starter = { lab: one, what: "starter", folders: [pristineDir(one.dir)] };
    return [{ ...starter, exercises: withoutSpeed(one) }, ...wrongOf(one)];
  });
  const quick = all.filter((one) => one.lab.manifest.id !== "testing");
  const rest = Array.from({ length: count }, (_, i) => quick[i % quick.length]!);
  return [...all, ...rest].slice(0, count);
}

function wrongOf(one: Lab): Case[] {
  return readdirSync(join(one.dir, "wrong")).flatMap((name) => {
    const folder = join(one.dir, "wrong", name);
    const { exercise } = JSON.parse(readFileSync(join(folder, "expect.json"), "utf8"));
    if (!withoutSpeed(one).includes(exercise)) return [];
    const folders = [join(one.dir, "solution"), folder];
    return [{ lab: one, what: name, folders, exercises: [exercise] }];
  });
}

function lostPoints({ tests }: GradeResult): string[] {
  return tests
    .filter(({ status }) => !["pass", "ungraded", "inconclusive"].includes(status))
    .map(({ id, status, message }) => `${id} ${status}: ${message}`);
}

function earnedPoints({ tests }: GradeResult): string[] {
  return tests.filter(({ points }) => points > 0).map(({ id }) => `${id} got points`);
}

async function graded(
  title: string,
  cases: readonly Case[],
  graders: number,
  faultsOf: (result: GradeResult) => string[],
): Promise<Tally> {
  const tally: Tally = {
    title,
    labs: new Map(),
    graded: 0,
    faults: [],
    inconclusive: 0,
    retried: 0,
    infrastructure: 0,
    seconds: 0,
  };
  const begun = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    const grader = await openGrader({ secret: "of a measurement" });
    while (next < cases.length && performance.now() - begun < limitMs) {
      const number = next++;
      take(tally, cases[number]!, await gradedOnce(grader, cases[number]!, number), faultsOf);
      if (tally.graded % 50 === 0) console.error(`${title}: ${tally.graded} of ${cases.length}`);
    }
    await grader.close();
  };
  await Promise.all(Array.from({ length: graders }, work));
  tally.seconds = (performance.now() - begun) / 1000;
  return tally;
}

async function gradedOnce(grader: Grader, one: Case, number: number): Promise<GradeResult> {
  const handedIn = join(dir, String(number));
  for (const folder of one.folders) cpSync(folder, handedIn, { recursive: true });
  const [file] = readdirSync(handedIn).filter((name) => name.endsWith(".ts"));
  appendFileSync(join(handedIn, file!), `// ${number}\n`);
  try {
    const exercises = one.exercises && { exercises: one.exercises };
    return await grader.grade(handedIn, one.lab, { id: one.what, ...exercises });
  } finally {
    rmSync(handedIn, { recursive: true });
  }
}

function take(
  tally: Tally,
  { lab: { manifest }, what }: Case,
  result: GradeResult,
  faultsOf: (result: GradeResult) => string[],
): void {
  tally.graded++;
  tally.labs.set(manifest.id, (tally.labs.get(manifest.id) ?? 0) + 1);
  if (result.status === "infrastructure") tally.infrastructure++;
  if (result.status === "ungradable") tally.faults.push(`${manifest.id} ${what}: ungradable`);
  if (result.tests.some(({ status }) => status === "inconclusive")) tally.inconclusive++;
  if (result.retried.length > 0) tally.retried++;
  for (const fault of faultsOf(result)) {
    tally.faults.push(`${manifest.id} ${what}: ${fault}`);
    console.error(tally.faults.at(-1));
  }
}

function hog(): ChildProcess {
  return spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" });
}

function report(): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.versions.node}`;
  const options = `--honest ${values.honest} --wrong ${values.wrong} --loaded ${values.loaded} --hogs ${values.hogs} --minutes ${values.minutes}`;
  const rows = tallies.map((one) => {
    const labs = Array.from(one.labs, ([id, count]) => `${id} ${count}`).join(", ");
    const cells = [
      one.title,
      `${one.graded} (${labs})`,
      one.faults.length,
      one.inconclusive,
      one.retried,
      one.infrastructure,
    ];
    return `| ${[...cells, `${one.seconds.toFixed(0)} s`].join(" | ")} |`;
  });
  const faults = tallies.flatMap((one) => one.faults);
  return `# Grading: wrong verdicts

Measured on ${day}: ${machine}.
Command: \`pnpm bench:grade-verdicts ${options}\`.
Wrong: right work that lost a point, or wrong work that earned one. Every submission has inputs of its own.
Judged twice: what was too noisy, or ended in a race; the second verdict counts.

| what | graded | wrong | inconclusive | judged twice | fault of the grader | took |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
${faults.length > 0 ? `\n${faults.map((fault) => `- ${fault.replaceAll("\n", " ")}`).join("\n")}\n` : ""}`;
}

function countOf(name: "honest" | "wrong" | "loaded" | "hogs" | "minutes"): number {
  const count = Number(values[name]);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  return fail(`--${name} must be a whole number, 0 or more, got ${values[name]}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
