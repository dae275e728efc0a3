/**
 * How many submissions a minute, against vitest in a fresh process for each, and the judge's memory.
 *
 *     pnpm bench:grade                               some minutes; prints the table
 *     pnpm bench:grade --write                       also writes docs/measurements/grade.md
 *     pnpm bench:grade --rounds 1 --submissions 8 --alone 2     only whether it runs
 *     pnpm bench:grade --lab profiling               with performance points, where the lab has them
 *
 * Both work through copies of the lab's solution, as many at a time as there are cores, in turns: what
 * else the machine does then harms both alike. Ours is `hpts grade batch` as anybody runs it, with
 * its journal; its rate is taken between its first and its last result, and once with its start.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    lab: { type: "string", default: "modeling" },
    rounds: { type: "string", default: "5" },
    submissions: { type: "string", default: "200" },
    alone: { type: "string", default: "10" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});
const { lab } = values;
const rounds = countOf("rounds");
const submissions = countOf("submissions");
const alone = countOf("alone");
const jobs = countOf("jobs");
if (submissions < 2)
  fail("--submissions must be 2 or more: a rate needs a first and a last result");

const ROOT = join(import.meta.dirname, "..", "..", "..");
const HPTS = join(ROOT, "packages", "cli", "bin", "hpts.mjs");
const VITEST = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const LOOK_EVERY_MS = 100;
const target = join(ROOT, "docs", "measurements", "grade.md");

interface Ours {
  readonly perMinute: number;
  readonly withStartPerMinute: number;
  readonly peakBytes: number;
  readonly level: number;
}

// Certificates that every Node would read at its start take twice as long as Node itself.
delete process.env["NODE_EXTRA_CA_CERTS"];

const dir = mkdtempSync(join(tmpdir(), "hpts-bench-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
for (let i = 0; i < submissions; i++) {
  cpSync(join(ROOT, "labs", lab, "solution"), join(dir, "in", `s${i}`), { recursive: true });
}
const before = loadavg()[0]!;
const ours: Ours[] = [];
const theirs: number[] = [];
await vitestAlone(); // files in the system's cache for both
for (let round = 0; round < rounds; round++) {
  ours.push(await batch(round));
  theirs.push(await manyVitests());
  console.error(`round ${round + 1} of ${rounds}: ${ours.at(-1)!.perMinute.toFixed(0)} a minute`);
}
const text = report();
console.log(text);
if (values.write) {
  writeFileSync(target, text);
  console.error(`written: ${target}`);
}

async function batch(round: number): Promise<Ours> {
  const journal = join(dir, `${round}.jsonl`);
  const options = ["--jobs", String(jobs), "--journal", journal, "--json"];
  const begun = performance.now();
  const args = [HPTS, "grade", "batch", join(dir, "in"), "--lab", lab, ...options];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (piece: string) => {
    said += piece;
  });
  const times: number[] = [];
  let level = 0;
  createInterface({ input: child.stdout! }).on("line", (line) => {
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
  const code = await endOf(child);
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
  const code = await endOf(spawn(process.execPath, args, { cwd, stdio: "ignore" }));
  if (code !== 0) fail(`vitest of the lab ${lab} ended with ${code}`);
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on("close", resolve));
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
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.versions.node}`;
  const load = `load ${before.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`;
  const rate = (all: readonly number[]): string => `${spread(all, 0)} a minute`;
  const ratios = ours.map(({ perMinute }, i) => perMinute / theirs[i]!);
  const peakMiB = ours.map(({ peakBytes }) => peakBytes / 1024 / 1024);
  const isBusy = before > cpus().length;
  const busy = "The machine was busy with other work: these are no figures of the grader alone.";
  const rows = [
    ["`hpts grade batch`, between its first and last result", rate(ours.map((o) => o.perMinute))],
    ["the same with its start", rate(ours.map((o) => o.withStartPerMinute))],
    ["vitest in a fresh process each", rate(theirs)],
    ["ratio of the first and the third, in the same round", `${spread(ratios, 1)} times`],
    ["most memory of the judge's process", `${spread(peakMiB, 0)} MiB`],
  ];
  const sizes = `--rounds ${rounds} --submissions ${submissions} --alone ${alone} --jobs ${jobs}`;
  return `# Grading: how many a minute

Measured on ${day}: ${machine}; ${load}; sandbox level L${ours[0]!.level}.
Command: \`pnpm bench:grade --lab ${lab} ${sizes}\`.
Every submission is the solution of the lab ${lab}; all of them got all points. Least, median and most
of the rounds.

| what | least / median / most |
| --- | --- |
${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}
${isBusy ? `\n${busy}\n` : ""}`;
}

function spread(all: readonly number[], digits: number): string {
  const sorted = all.toSorted((a, b) => a - b);
  const three = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!];
  return three.map((value) => value.toFixed(digits)).join(" / ");
}

function countOf(name: "rounds" | "submissions" | "alone" | "jobs"): number {
  const count = Number(values[name]);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  return fail(`--${name} must be a whole number, 1 or more, got ${values[name]}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
