import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BatchReport, headOf, runBatch } from "../../src/batch/batch.ts";
import { type Graders, openGraders } from "../../src/batch/graders.ts";
import { regrade } from "../../src/batch/regrade.ts";
import { submissionsIn, WHOLE } from "../../src/batch/submissions.ts";
import { openJournal, readJournal } from "../../src/journal/journal.ts";
import type { Graded } from "../../src/journal/records.ts";
import type { GradeResult } from "../../src/result.ts";
import { courseLab } from "../support/course.ts";
import { temporaryFolder } from "../support/folder.ts";
import { NOON_MS } from "../support/results.ts";
import { SECRET } from "../support/strongest.ts";

const SLOW = { timeout: 120_000 };
const dir = temporaryFolder();
const lab = courseLab("modeling");
let graders: Graders;
beforeAll(async () => {
  graders = await openGraders({ secret: SECRET }, 2);
}, 120_000);
afterAll(() => graders.close());

/** @param students with the solution, but "empty" with nothing and "broken" with a syntax error */
function folderOf(name: string, students: readonly string[]): string {
  const folder = join(dir, name);
  for (const student of students) handIn(folder, student);
  return folder;
}

function handIn(folder: string, student: string): void {
  const own = join(folder, student);
  mkdirSync(own, { recursive: true });
  if (student === "empty") return;
  cpSync(join(lab.dir, "solution"), own, { recursive: true });
  if (student === "broken") writeFileSync(join(own, "motion.ts"), "export const x = ;");
}

interface Options {
  readonly mode?: "new" | "resume";
  readonly onResult?: (result: GradeResult) => void;
  readonly signal?: AbortSignal;
  readonly with?: Graders;
}

async function batch(
  folder: string,
  file: string,
  { mode = "new", onResult = () => {}, signal, with: own = graders }: Options = {},
): Promise<BatchReport> {
  const head = headOf(lab, await graders.one.identify(lab.dir, lab));
  const journal = openJournal(file, { mode, head });
  const options = { dir: folder, lab, shard: WHOLE, graders: own, journal, jobs: 2, onResult };
  const more = { now: () => NOON_MS, ...(signal && { signal }) };
  try {
    return await runBatch({ ...options, ...more }, submissionsIn(folder));
  } finally {
    journal.close();
  }
}

function recordsIn(file: string): Graded[] {
  const journal = readJournal(file);
  const records = [...journal.entries.values()].map((entry) => journal.read(entry));
  journal.close();
  return records;
}

const scoresIn = (file: string): Record<string, number | string | null> =>
  Object.fromEntries(
    recordsIn(file).map(({ result }) => [
      result.submission.id,
      result.status === "graded" ? result.score : result.status,
    ]),
  );

test("a folder is graded whole, and what has a result is not graded again", SLOW, async () => {
  const names = ["ada", "名前 太郎", "new\nline", "=1", "empty", "broken"];
  const folder = folderOf("whole", names);
  const file = join(dir, "whole.jsonl");

  const first = await batch(folder, file);

  expect(first).toEqual({ graded: 6, skipped: 0, vanished: [], appeared: [], stopped: "" });
  const scores = scoresIn(file);
  expect(scores).toMatchObject({ ada: 13, "名前 太郎": 13, "new\nline": 13, "=1": 13 });
  expect(scores["empty"]).toBe("ungradable");
  expect(scores["broken"]).toBeLessThan(13);
  expect(recordsIn(file).every(({ gradedAt }) => gradedAt === "2026-03-21T12:00:00.000Z")).toBe(
    true,
  );

  const again = await batch(folder, file, { mode: "resume" });
  expect(again).toMatchObject({ graded: 0, skipped: 6 });
});

test("other files of a student are another submission", SLOW, async () => {
  const folder = folderOf("changed", ["ada", "empty"]);
  const file = join(dir, "changed.jsonl");
  await batch(folder, file);
  writeFileSync(join(folder, "ada", "more.ts"), "export {};");
  cpSync(join(lab.dir, "solution"), join(folder, "empty"), { recursive: true });

  const again = await batch(folder, file, { mode: "resume" });

  expect(again).toMatchObject({ graded: 2, skipped: 0 });
  expect(scoresIn(file)).toEqual({ ada: 13, empty: 13 });
});

test("practice in a weak sandbox is graded again where there is a stronger one", SLOW, async () => {
  if (graders.one.level === 0) {
    console.warn("NOT TESTED: a stronger sandbox than L0 (Debian package bubblewrap)");
    return;
  }
  const folder = folderOf("weak", ["ada"]);
  const file = join(dir, "weak.jsonl");
  const weak = await openGraders({ secret: SECRET, level: 0 }, 1);
  await batch(folder, file, { with: weak }).finally(() => weak.close());
  expect(recordsIn(file)[0]!.result.isMark).toBe(false);

  expect(await batch(folder, file, { mode: "resume" })).toMatchObject({ graded: 1, skipped: 0 });
  expect(await batch(folder, file, { mode: "resume" })).toMatchObject({ graded: 0, skipped: 1 });
});

test("who goes away or comes meanwhile is named, and nobody else suffers", SLOW, async () => {
  const folder = folderOf("moving", ["ada", "bob", "eve", "zoe"]);
  const file = join(dir, "moving.jsonl");
  let isFirst = true;
  const onResult = (): void => {
    if (!isFirst) return;
    isFirst = false;
    rmSync(join(folder, "zoe"), { recursive: true });
    handIn(folder, "newcomer");
  };

  const report = await batch(folder, file, { onResult });

  expect(report).toMatchObject({ graded: 3, vanished: ["zoe"], appeared: ["newcomer"] });
  expect(Object.keys(scoresIn(file)).toSorted()).toEqual(["ada", "bob", "eve"]);
  const next = await batch(folder, file, { mode: "resume" });
  expect(next).toMatchObject({ graded: 1, skipped: 3, vanished: [], appeared: [] });
});

test("a batch that is stopped goes on where it was", SLOW, async () => {
  const folder = folderOf("stopped", ["ada", "bob", "eve", "zoe", "zed"]);
  const file = join(dir, "stopped.jsonl");
  const controller = new AbortController();
  const { signal } = controller;

  const first = await batch(folder, file, { signal, onResult: () => controller.abort() });
  const before = recordsIn(file);
  const second = await batch(folder, file, { mode: "resume" });

  expect(first.stopped).toBe("it was interrupted");
  expect(first.graded).toBeLessThan(5);
  expect(first.graded + second.graded).toBe(5);
  expect(recordsIn(file).slice(0, before.length)).toEqual(before);
});

test("the folder of all submissions may go away as well", SLOW, async () => {
  const folder = folderOf("gone", ["ada", "bob", "eve", "zoe"]);
  const file = join(dir, "gone.jsonl");

  const report = await batch(folder, file, {
    onResult: () => existsSync(folder) && renameSync(folder, `${folder}-elsewhere`),
  });

  expect(report.graded + report.vanished.length).toBe(4);
  expect(report.vanished.length).toBeGreaterThan(0);
});

test("a regrading says what changed, and whose folder is missing", SLOW, async () => {
  const folder = folderOf("again", ["ada", "bob", "eve"]);
  const file = join(dir, "again.jsonl");
  await batch(folder, file);
  // The journal has them in the order in which they came to an end.
  const old = recordsIn(file)
    .map(({ result }) => result)
    .toSorted((a, b) => (a.submission.id < b.submission.id ? -1 : 1));
  writeFileSync(join(folder, "ada", "motion.ts"), "export const x = ;");
  rmSync(join(folder, "eve"), { recursive: true });
  const results: GradeResult[] = [];

  const { differences, missing } = await regrade(old, {
    ...{ dir: folder, lab, graders, jobs: 2 },
    onResult: (result) => results.push(result),
  });

  expect(missing).toEqual(["eve"]);
  expect(differences.map(({ student, isSame }) => [student, isSame])).toEqual([
    ["ada", false],
    ["bob", true],
  ]);
  expect(differences[0]!.exercises).toContainEqual(expect.stringMatching(/^M2 pass → /));
  expect(results.map(({ submission }) => submission.id).toSorted()).toEqual(["ada", "bob"]);
});
