/**
 * How many submissions a minute, against vitest in a fresh process for each, and the judge's memory.
 *
 * Both work through copies of the lab's solution, as many at a time as there are cores, in turns: what
 * else the machine does then harms both alike. Ours is `hpts grade batch` as anybody runs it, with
 * its journal; its rate is taken between its first and its last result, and once with its start.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import type { Level } from "../src/sandbox/level.ts";
import { copySolutions, startBatch } from "./batch.ts";
import {
  commandLine,
  fail,
  measuredOn,
  ownFolder,
  publish,
  ROOT,
  readOptions,
  rows,
} from "./script.ts";
import { startCosts } from "./start.ts";

const HELP = `How many submissions a minute, against vitest in a fresh process for each, and the judge's memory.

  pnpm bench:grade                        some minutes; prints the table
  pnpm bench:grade --write                also writes docs/measurements/grade.md
  pnpm bench:grade --lab profiling        with performance points, where the lab has them; --write:
                                          docs/measurements/grade-profiling.md
  pnpm bench:grade --rounds 1 --submissions 8 --alone 2     only whether it runs

      --lab modeling       the lab whose solution is graded
      --rounds 5           of both, in turn
      --submissions 200    in a round of hpts grade batch, 2 or more
      --alone 10           runs of vitest in a round
      --jobs ${availableParallelism()}             at a time, of both; without: as many as there are cores

Exit codes: 0 measured · 2 usage, or a solution that did not get all points`;

const defaults = {
  lab: "modeling",
  rounds: 5,
  submissions: 200,
  alone: 10,
  jobs: availableParallelism(),
};
const options = readOptions(HELP, defaults, 1);
const { lab, rounds, submissions, alone, jobs } = options.chosen;
if (submissions < 2)
  fail("--submissions must be 2 or more: a rate needs a first and a last result");

const VITEST = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const LOOK_EVERY_MS = 100;
/** How long the machine is looked at before anything begins. */
const LOOK_FIRST_MS = 3_000;
/** Of the processors' time. */
const MOST_OF_OTHERS = 0.1;
/** Of sandboxes that nobody asks anything. */
const STARTS = 25;

interface Ours {
  readonly perMinute: number;
  readonly withStartPerMinute: number;
  readonly peakBytes: number;
  readonly level: Level;
}

// Certificates that every Node would read at its start take twice as long as Node itself.
delete process.env["NODE_EXTRA_CA_CERTS"];

const dir = ownFolder("bench");
copySolutions(join(dir, "in"), lab, submissions);
const others = await othersShare();
let batches = 0;
const ours: Ours[] = [];
const theirs: number[] = [];
await vitestAlone(); // files in the system's cache for both
for (let round = 0; round < rounds; round++) {
  ours.push(await batch(jobs));
  theirs.push(await manyVitests());
  console.error(`round ${round + 1} of ${rounds}: ${ours.at(-1)!.perMinute.toFixed(0)} a minute`);
}
const oneJob = await batch(1);
const level = ours[0]!.level;
const starts = level === 3 ? await startCosts(level, STARTS) : undefined;
const page = lab === "modeling" ? "grade.md" : `grade-${lab}.md`;
publish(report(), options.write ? page : undefined);

/** Of the processors' time; the load that the system tells is of a minute, and so of what ran before. */
async function othersShare(): Promise<number> {
  const times = (): { idle: number; all: number } => {
    const each = cpus().map((one) => one.times);
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    return {
      idle: sum(each.map(({ idle }) => idle)),
      all: sum(each.map((one) => sum(Object.values(one)))),
    };
  };
  const begun = times();
  await new Promise((resolve) => setTimeout(resolve, LOOK_FIRST_MS));
  const end = times();
  return 1 - (end.idle - begun.idle) / (end.all - begun.all);
}

async function batch(atATime: number): Promise<Ours> {
  const journal = join(dir, `${++batches}.jsonl`);
  const times: number[] = [];
  let level: Level = 0;
  const more = ["--jobs", String(atATime), "--journal", journal];
  const begun = performance.now();
  const { child, ended } = startBatch(join(dir, "in"), lab, more, (line) => {
    const result = JSON.parse(line);
    if (result.score !== result.max)
      fail(`a solution got ${result.score} of ${result.max}: ${line}`);
    level = result.sandbox.level;
    times.push(performance.now());
  });
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakBytesOf(child.pid!));
  }, LOOK_EVERY_MS);
  const { code, said } = await ended;
  clearInterval(look);
  if (code !== 0 || times.length !== submissions) fail(`hpts ended with ${code}: ${said}`);
  const spanMs = times.at(-1)! - times[0]!;
  return {
    perMinute: ((submissions - 1) / spanMs) * 60_000,
    withStartPerMinute: (submissions / (performance.now() - begun)) * 60_000,
    peakBytes,
    level,
  };
}

/** @returns submissions a minute */
async function manyVitests(): Promise<number> {
  let left = alone;
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    while (left-- > 0) await vitestAlone();
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return (alone / (performance.now() - begun)) * 60_000;
}

async function vitestAlone(): Promise<void> {
  const args = [VITEST, "run", "--project", "solution", "--reporter", "dot"];
  const cwd = join(ROOT, "labs", lab);
  const [code] = await once(spawn(process.execPath, args, { cwd, stdio: "ignore" }), "close");
  if (code !== 0) fail(`vitest of the lab ${lab} ended with ${code}`);
}

/** The most memory that it has held so far, after the kernel; 0 where nobody says. */
function peakBytesOf(pid: number): number {
  try {
    const [, kib = 0] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kib) * 1024;
  } catch {
    return 0;
  }
}

function report(): string {
  const load = `${(100 * others).toFixed(0)} % of the processors busy with other work before`;
  const rate = (all: readonly number[]): string => `${spread(all, 0)} a minute`;
  const ratios = ours.map(({ perMinute }, i) => perMinute / theirs[i]!);
  const isBusy = others > MOST_OF_OTHERS;
  const busy = "The machine was busy with other work: these are no figures of the grader alone.";
  const table = [
    ["`hpts grade batch`, between its first and last result", rate(ours.map((o) => o.perMinute))],
    ["the same with its start", rate(ours.map((o) => o.withStartPerMinute))],
    ["vitest in a fresh process each", rate(theirs)],
    ["ratio of the first and the third, in the same round", `${spread(ratios, 1)} times`],
    [`most memory of the process that judges, ${jobs} at a time`, mib(ours)],
    ["the same, one at a time", mib([oneJob])],
    ...startRows(),
  ];
  return `# Grading: how many a minute

${measuredOn()}; ${load}; sandbox level L${level}.
Command: \`pnpm bench:grade ${commandLine(options.chosen)}\`.
Every submission is the solution of the lab ${lab}; all of them got all points. Least, median and most
of the rounds, and of ${STARTS} starts.

| what | least / median / most |
| --- | --- |
${rows(table)}
${isBusy ? `\n${busy}\n` : ""}`;
}

function mib(all: readonly Ours[]): string {
  const peaks = all.map(({ peakBytes }) => peakBytes / 1024 / 1024);
  return `${spread(peaks, 0)} MiB`;
}

function startRows(): string[][] {
  if (starts === undefined) return [];
  const { fromSnapshot, fromText } = starts;
  const row = (how: string, all: readonly number[]): string[] => [
    `processor time of a sandbox until it answers, started from ${how}`,
    `${spread(all, 1)} ms`,
  ];
  return [...(fromSnapshot ? [row("a snapshot", fromSnapshot)] : []), row("text", fromText)];
}

function spread(all: readonly number[], digits: number): string {
  const sorted = all.toSorted((a, b) => a - b);
  const three = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!];
  return three.map((value) => value.toFixed(digits)).join(" / ");
}
