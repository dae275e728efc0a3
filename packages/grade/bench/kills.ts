/**
 * kill -9 of a batch at random moments: is a result lost or doubled, is anything left?
 *
 * Each kill comes after a random time, from the start of the process on, or from its first result on:
 * while it starts, probes its sandboxes, grades, writes, or ends. A result that was printed is on the
 * disk and must stay. After the next start, no process, control group or folder of the killed judge
 * may be there.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lookAtMachine } from "../src/sandbox/machine.ts";
import { descendantsOf, isAlive } from "../test/support/processes.ts";
import { copySolutions, startBatch } from "./batch.ts";
import { commandLine, measuredOn, ownFolder, publish, readOptions, rows } from "./script.ts";

const HELP = `kill -9 of hpts grade batch at random moments: is a result lost or doubled, is anything left?

  pnpm bench:grade-kills                           50 kills, some minutes; prints the table
  pnpm bench:grade-kills --write                   also writes docs/measurements/grade-kills.md
  pnpm bench:grade-kills --kills 3 --students 6    only whether it runs

      --kills 50           batches to kill
      --students 30        submissions of a batch, copies of the solution of the lab modeling
      --longest-ms 4000    a kill comes after a random time up to this

Exit codes: 0 nothing lost, doubled or left · 1 something was, or a batch failed · 2 usage`;

const options = readOptions(HELP, { kills: 50, students: 30, "longest-ms": 4000 }, 1);
const { kills, students, "longest-ms": longestMs } = options.chosen;

const dir = ownFolder("kills");
copySolutions(join(dir, "in"), "modeling", students);
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
publish(report(), options.write ? "grade-kills.md" : undefined);
if (counts.lost + counts.doubled + counts.left > 0) process.exitCode = 1;

/** @param killMs after that time; undefined: it may come to its end @returns whether it did */
async function run(killMs: number | undefined): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let isArmed = killMs === undefined;
  const arm = (): void => {
    if (!isArmed) timer = setTimeout(kill, killMs);
    isArmed = true;
  };
  const more = ["--resume", "--journal", journal];
  const { child, ended } = startBatch(join(dir, "in"), "modeling", more, (line) => {
    // It has started long since; what it told just before it was killed itself says nothing.
    if (!child.killed) checkLeft();
    arm();
    note(line);
  });
  const kill = (): void => {
    const below = descendantsOf(child.pid!);
    if (child.kill("SIGKILL")) dead.push({ pid: child.pid!, below });
  };
  // On a busy machine few would live to see a result, were all of them counted from the start.
  if (Math.random() < 0.5) arm();
  const { code, signal, said } = await ended;
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

/** A result that a batch told. */
function note(line: string): void {
  try {
    const result = JSON.parse(line);
    told.add(result.submission.id);
    counts.level = result.sandbox.level;
  } catch {
    // cut off by the kill: nobody was told
  }
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
  return `# Grading: kill -9 at random moments

${measuredOn()}; sandbox level L${counts.level}.
Command: \`pnpm bench:grade-kills ${commandLine(options.chosen)}\`.
Each kill came after a random time up to ${longestMs} ms, half of them from the process's start, half of
them from its first result on; then \`--resume\`.

| what | how many |
| --- | --: |
${rows([
  ["kills", counts.kills],
  ["batches that were brought to their end all the same", counts.batches],
  ["results in their journals", counts.results],
  ["lines that a kill cut off, removed at the next start", counts.torn],
  ["results lost, or told and not in the journal", counts.lost],
  ["results twice", counts.doubled],
  ["processes, control groups, folders or locks left after the next start", counts.left],
])}
`;
}
