import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, test } from "vitest";
import { openJournal, readJournal } from "../../src/journal/journal.ts";
import { takeLock } from "../../src/journal/lock.ts";
import { temporaryFolder } from "../support/folder.ts";
import { HEAD, recordOf } from "../support/results.ts";

const PROGRAM = join(import.meta.dirname, "../support/journal-program.ts");
const SLOW = { timeout: 120_000 };
const dir = temporaryFolder();
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

interface Judge {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** Resolves with the line that begins so, or undefined at its end. */
  says(start: string): Promise<string | undefined>;
  readonly ended: Promise<void>;
}

function judge(file: string, students = 0): Judge {
  const args = ["--import", "tsx", PROGRAM, file, String(students)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const tell = (): void => {
    for (const one of waiting) one();
  };
  const reader = createInterface({ input: child.stdout! });
  reader.on("line", (line) => {
    lines.push(line);
    tell();
  });
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => {
      isOver = true;
      tell();
      resolve();
    });
  });
  const says = (start: string): Promise<string | undefined> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = lines.find((line) => line.startsWith(start));
        if (found === undefined && !isOver) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { child, lines, says, ended };
}

test("of two judges on one journal, the second is refused and names the first", SLOW, async () => {
  const file = join(dir, "two.jsonl");
  const first = judge(file);
  await first.says("open");

  expect(() => openJournal(file, { mode: "resume", head: HEAD })).toThrow(
    `in use by another judge (process ${first.child.pid})`,
  );

  first.child.kill("SIGKILL");
  await first.ended;
  expect(existsSync(`${file}.lock`)).toBe(true);
  const journal = openJournal(file, { mode: "resume", head: HEAD });
  journal.append(recordOf("ada"));
  journal.close();
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test("of many that find a dead judge's lock at once, one gets the journal", SLOW, async () => {
  const file = join(dir, "many.jsonl");
  const dead = judge(file);
  await dead.says("open");
  dead.child.kill("SIGKILL");
  await dead.ended;

  const many = Array.from({ length: 5 }, () => judge(file));
  const told = await Promise.all(
    many.map(async (one) => (await Promise.race([one.says("open"), one.says("refused")])) ?? ""),
  );

  expect(told.filter((line) => line.startsWith("open"))).toHaveLength(1);
  for (const one of many) one.child.kill("SIGKILL");
});

test("kill -9 again and again loses nothing and doubles nothing", SLOW, async () => {
  const file = join(dir, "killed.jsonl");
  const students = 400;
  const safe = new Set<string>();
  let kills = 0;
  for (let isDone = false; !isDone; ) {
    const one = judge(file, students);
    const line = await one.says("open");
    expect(line, "a stale lock is taken over").toBeDefined();
    // Killed in the middle of its work, each time after some more lines; at last it may finish.
    const goal = safe.size + 40 + 17 * kills;
    if (kills < 6) {
      await one.says(`safe student ${Math.min(goal, students - 2)}`);
      one.child.kill("SIGKILL");
      kills++;
    }
    await one.ended;
    for (const said of one.lines) if (said.startsWith("safe ")) safe.add(said.slice(5));
    isDone = one.child.exitCode === 0;
  }

  const journal = readJournal(file);
  for (const student of safe) expect(journal.entries.has(student), student).toBe(true);
  expect(journal.entries.size).toBe(students);
  journal.close();
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines.filter((line) => line.includes('"type":"result"'))).toHaveLength(students);
  expect(kills).toBe(6);
});

test("a lock of another machine is not touched", () => {
  const file = join(dir, "far.jsonl");
  const far = { pid: 1, begun: "1", place: "elsewhere pid:[1]", token: "x" };
  writeFileSync(`${file}.lock`, JSON.stringify(far));

  expect(() => takeLock(file)).toThrow(/in use on another machine or in another container/);
  expect(existsSync(`${file}.lock`)).toBe(true);
});

test("a lock that was cut off while it was written is nobody's", () => {
  const file = join(dir, "half.jsonl");
  writeFileSync(`${file}.lock`, '{"pid":1');

  const lock = takeLock(file);

  lock.check();
  lock.release();
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test("a judge whose process number is used again is dead all the same", () => {
  const file = join(dir, "reused.jsonl");
  const own = takeLock(file);
  const owner = JSON.parse(readFileSync(`${file}.lock`, "utf8"));
  own.release();
  writeFileSync(`${file}.lock`, JSON.stringify({ ...owner, begun: "1" }));

  takeLock(file).release();
});

test("who has lost the lock writes nothing more", () => {
  const file = join(dir, "lost.jsonl");
  const journal = openJournal(file, { mode: "new", head: HEAD });
  journal.append(recordOf("ada"));
  const before = readFileSync(file, "utf8");
  rmSync(`${file}.lock`);

  expect(() => journal.append(recordOf("bob"))).toThrow(/lock of .* was taken away/);
  expect(readFileSync(file, "utf8")).toBe(before);
  journal.close();
});
