/**
 * Does right work ever lose a point, and does wrong work ever earn one? Many gradings, each with
 * hidden inputs of its own, and the ones with performance points beside busy processes.
 *
 * A comment makes each submission another one, so it gets another seed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, cpSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Grader, openGrader } from "../src/grade.ts";
import type { GradeResult } from "../src/result.ts";
import { commandLine, measuredOn, ownFolder, publish, readOptions, rows } from "./script.ts";
import { type Case, honestCases, racedCases, slowCases, wrongCases } from "./verdict-cases.ts";

const HELP = `Does right work ever lose a point, and does wrong work ever earn one?

  pnpm bench:grade-verdicts                  up to an hour; prints the table
  pnpm bench:grade-verdicts --write          also writes docs/measurements/grade-verdicts.md,
                                             or grade-verdicts-slow.md of the last part alone
  pnpm bench:grade-verdicts --honest 10 --wrong 0 --loaded 0 --slow 0     only whether it runs

      --honest 1000    solutions of all labs, most of them of the lab modeling; 0 leaves them out
      --wrong 1000     starters and typical wrong solutions of all labs; 0 leaves them out
      --loaded 500     solutions with performance points, beside endless loops; 0 leaves them out
      --slow 240       wrong solutions with performance points, beside endless loops; 0 leaves them out
      --hogs 2         so many endless loops
      --minutes 20     for each of the four; what was reached by then counts

Exit codes: 0 no verdict was wrong · 1 some were · 2 usage`;

const defaults = { honest: 1000, wrong: 1000, loaded: 500, slow: 240, hogs: 2, minutes: 20 };
const options = readOptions(HELP, defaults, 0);
const { honest, wrong, loaded, slow } = options.chosen;
const limitMs = options.chosen.minutes * 60_000;
const jobs = availableParallelism();
const dir = ownFolder("verdicts");

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

const tallies: Tally[] = [];
if (honest > 0) tallies.push(await graded("right work", honestCases(honest), jobs, lostPoints));
if (wrong > 0) {
  tallies.push(await graded("wrong work and starters", wrongCases(wrong), jobs, earnedPoints));
}
const hogs = loaded + slow > 0 ? Array.from({ length: options.chosen.hogs }, hog) : [];
const beside = `with performance points, beside ${hogs.length} busy processes`;
try {
  if (loaded > 0) {
    tallies.push(await graded(`right work ${beside}`, racedCases(loaded), 1, lostPoints));
  }
  if (slow > 0) {
    tallies.push(await graded(`wrong work ${beside}`, slowCases(slow), 1, earnedPoints));
  }
} finally {
  for (const one of hogs) one.kill("SIGKILL");
}
// A part that is measured alone leaves the record of the others as it is.
const page = honest + wrong + loaded === 0 ? "grade-verdicts-slow.md" : "grade-verdicts.md";
publish(report(), options.write ? page : undefined);
process.exitCode = tallies.some(({ faults }) => faults.length > 0) ? 1 : 0;

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
  const table = tallies.map((one) => {
    const labs = Array.from(one.labs, ([id, count]) => `${id} ${count}`).join(", ");
    const graded = `${one.graded} (${labs})`;
    const faults = [one.faults.length, one.inconclusive, one.retried, one.infrastructure];
    return [one.title, graded, ...faults, `${one.seconds.toFixed(0)} s`];
  });
  const faults = tallies.flatMap((one) => one.faults);
  return `# Grading: wrong verdicts

${measuredOn()}.
Command: \`pnpm bench:grade-verdicts ${commandLine(options.chosen)}\`.
Wrong: right work that lost a point, or wrong work that earned one. Every submission has inputs of its own.
Judged twice: what was too noisy, or ended in a race; the second verdict counts.

| what | graded | wrong | inconclusive | judged twice | fault of the grader | took |
| --- | --- | --- | --- | --- | --- | --- |
${rows(table)}
${faults.length > 0 ? `\n${faults.map((fault) => `- ${fault.replaceAll("\n", " ")}`).join("\n")}\n` : ""}`;
}
