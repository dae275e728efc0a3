/**
 * kill -9 of a batch at random moments: is a result lost or doubled, is anything left?
 *
 *     pnpm bench:grade-kills     50 kills, some minutes; prints the table
 *         --write                       also writes docs/measurements/grade-kills.md
 *         --kills 3 --students 6        only whether it runs
 *
 * Each kill comes after a random time, from the start of the process on, or from its first result on:
 * while it starts, probes its sandboxes, grades, writes, or ends. A result that was printed is on the disk and must stay. After
 * the next start, no process, control group or folder of the killed judge may be there.
 */
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { lookAtMachine } from "../src/sandbox/machine.ts";
import { descendantsOf, isAlive } from "../test/support/processes.ts";

const { values } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    kills: { type: "string", default: "50" },
    students: { type: "string", default: "30" },
    "longest-ms": { type: "string", default: "4000" },
  },
});
const kills = countOf("kills");
const students = countOf("students");
const longestMs = countOf("longest-ms");

const ROOT = join(import.meta.dirname, "..", "..", "..");
const HPTS = join(ROOT, "packages", "cli", "bin", "hpts.mjs");
const target = join(ROOT, "docs", "measurements", "grade-kills.md");
const dir = mkdtempSync(join(tmpdir(), "hpts-kills-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
for (let i = 0; i < students; i++) {
  cpSync(join(ROOT, "labs/modeling/solution"), join(dir, "in", `s${i}`), { recursive: true });
}
const { cgroups } = lookAtMachine();

const counts = {
  kills: 0,
  batches: 0,
  results: 0,
  lost: 0,
  doubled: 0,
  left: 0,
  torn: 0,
  level: 0,
};
/** Of judges that were killed: to be gone when the next has started. */
let dead: { pid: number; below: number[] }[] = [];
let told = new Set<string>();
let journal = join(dir, "0.jsonl");
while (counts.kills < kills) {
  const isDone = await run(Math.random() * longestMs);
  if (isDone) nextJournal();
  else counts.kills++;
  console.error(`${counts.kills} of ${kills} kills, ${told.size} of ${students} results`);
}
while (!(await run(undefined)));
nextJournal();
const text = report();
console.log(text);
if (counts.lost + counts.doubled + counts.left > 0) process.exitCode = 1;
if (values.write) {
  writeFileSync(target, text);
  console.error(`written: ${target}`);
}

/** @param killMs after that time; undefined: it may come to its end @returns whether it did */
async function run(killMs: number | undefined): Promise<boolean> {
  const args = ["grade", "batch", join(dir, "in"), "--lab", "modeling", "--resume", "--json"];
  const child = spawn(process.execPath, [HPTS, ...args, "--journal", journal], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let timer: NodeJS.Timeout | undefined;
  const kill = (): void => {
    const below = descendantsOf(child.pid!);
    if (child.kill("SIGKILL")) dead.push({ pid: child.pid!, below });
  };
  let isArmed = killMs === undefined;
  const arm = (): void => {
    if (!isArmed) timer = setTimeout(kill, killMs);
    isArmed = true;
  };
  // On a busy machine few would live to see a result, were all of them counted from the start.
  if (Math.random() < 0.5) arm();
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (piece: string) => {
    said += piece;
  });
  createInterface({ input: child.stdout! }).on("line", (line) => {
    checkLeft(); // it has started long since
    arm();
    try {
      const result = JSON.parse(line);
      told.add(result.submission.id);
      counts.level = result.sandbox.level;
    } catch {
      // cut off by the kill: nobody was told
    }
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on("close", (...how) => resolve(how)),
  );
  clearTimeout(timer);
  if (said.includes("was cut off")) counts.torn++;
  if (signal === "SIGKILL") return false;
  if (code !== 0) {
    console.error(`the batch ended with ${code}: ${said}`);
    process.exit(1);
  }
  checkLeft();
  return true;
}

/** Of killed judges, once the next one works. */
function checkLeft(): void {
  for (const { pid, below } of dead) {
    const start = `hpts-grade-${pid}-`;
    const groups = cgroups?.names().filter((name) => name.startsWith(start)) ?? [];
    const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(start));
    const processes = below.filter(isAlive);
    counts.left += groups.length + folders.length + processes.length;
  }
  dead = [];
}

/** Looks at what the finished journal has, and begins another. */
function nextJournal(): void {
  const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
  const results = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === "result");
  const ids = results.map(({ result }) => result.submission.id as string);
  const known = new Set(ids);
  counts.batches++;
  counts.results += known.size;
  counts.doubled += ids.length - known.size;
  counts.lost += [...told].filter((id) => !known.has(id)).length + (students - known.size);
  if (existsSync(`${journal}.lock`)) counts.left++;
  told = new Set();
  journal = join(dir, `${counts.batches}.jsonl`);
}

function report(): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.versions.node}`;
  const sizes = `--kills ${kills} --students ${students} --longest-ms ${longestMs}`;
  return `# Grading: kill -9 at random moments

Measured on ${day}: ${machine}; sandbox level L${counts.level}.
Command: \`pnpm bench:grade-kills ${sizes}\`.
Each kill came after a random time up to ${longestMs} ms, half of them from the process's start, half of
them from its first result on; then \`--resume\`.

| what | how many |
| --- | --: |
| kills | ${counts.kills} |
| batches that were brought to their end all the same | ${counts.batches} |
| results in their journals | ${counts.results} |
| lines that a kill cut off, removed at the next start | ${counts.torn} |
| results lost, or told and not in the journal | ${counts.lost} |
| results twice | ${counts.doubled} |
| processes, control groups, folders or locks left after the next start | ${counts.left} |
`;
}

function countOf(name: "kills" | "students" | "longest-ms"): number {
  const count = Number(values[name]);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  console.error(`--${name} must be a whole number, 1 or more, got ${values[name]}`);
  process.exit(2);
}
