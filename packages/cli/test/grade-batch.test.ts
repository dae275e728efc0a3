/** Many submissions through the command line: journal, shards, a kill at any moment, exports. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Outcome, Running, runHpts, startHpts, unwrapped } from "./support/run.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SOLUTION = join(ROOT, "labs/modeling/solution");
const SLOW = { timeout: 180_000 };
const dir = mkdtempSync(join(tmpdir(), "hpts-batch-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
// L0 wherever the tests run; that results are marks is said, so that exports have something to show.
const WEAK = ["--level", "0", "--demand", "0"];

function handedIn(name: string, students: readonly string[]): string {
  const folder = join(dir, name);
  for (const student of students) {
    mkdirSync(join(folder, student), { recursive: true });
    if (student !== "empty") cpSync(SOLUTION, join(folder, student), { recursive: true });
  }
  return folder;
}

const grade = (...args: string[]): Promise<Outcome> => runHpts(["grade", ...args], { cwd: ROOT });
const batch = (folder: string, ...more: string[]): Promise<Outcome> =>
  grade("batch", folder, "--lab", "modeling", ...WEAK, ...more);

function resultLines(file: string): { student: string; line: string }[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines
    .filter((line) => line.includes('"type":"result"'))
    .map((line) => ({ student: JSON.parse(line).result.submission.id, line }));
}

describe("a folder of submissions", () => {
  const students = ["ada", "new\nline", "名前 太郎", "=cmd", "empty"];
  const folder = handedIn("class", students);
  const journal = join(dir, "class.modeling.jsonl");

  test("is graded into a journal beside it, with a table for people", SLOW, async () => {
    writeFileSync(join(folder, "late.zip"), "");

    const { code, stdout, stderr } = await batch(folder);

    expect(stdout).toMatch(/^ada +✓ 13\/13$/m);
    expect(stdout).toContain("5 submissions: 4 graded, 1 cannot be graded");
    expect(stderr).toContain("not a submission: late.zip (an archive: hpts grade collect");
    expect(stderr).not.toContain("\u001b");
    expect(code).toBe(0);
    expect(
      resultLines(journal)
        .map(({ student }) => student)
        .toSorted(),
    ).toEqual(students.toSorted());
    expect(existsSync(`${journal}.lock`)).toBe(false);
  });

  test("is not graded over a journal that has results", SLOW, async () => {
    const { code, stderr } = await batch(folder);

    expect(code).toBe(2);
    expect(unwrapped(stderr)).toContain("has results of 5 already; go on with --resume");
  });

  test("leaves for a spreadsheet and as pages", SLOW, async () => {
    const marks = join(dir, "marks.csv");
    const pages = join(dir, "pages");

    expect((await grade("export", journal, "--to", "csv", "-o", marks)).code).toBe(0);
    expect((await grade("export", journal, "--to", "markdown", "-o", pages)).code).toBe(0);
    const one = await grade("export", journal, "--to", "gradescope", "--student", "ada");

    const lines = readFileSync(marks, "utf8").slice(1).split("\r\n");
    expect(lines.find((line) => line.startsWith("ada,"))).toMatch(/^ada,graded,13,13,,/);
    expect(lines.find((line) => line.startsWith("empty,"))).toMatch(/^empty,ungradable,,,/);
    expect(lines.find((line) => line.startsWith("'=cmd,"))).toBeDefined();
    expect(readdirSync(pages)).toHaveLength(5);
    expect(readFileSync(join(pages, "ada.md"), "utf8")).toContain("**13 of 13 points**");
    expect(JSON.parse(one.stdout)).toMatchObject({ score: 13, output_format: "text" });
    expect(unwrapped((await grade("export", journal, "--to", "exercism")).stderr)).toContain(
      "makes a file for each student: name a folder with -o",
    );
  });

  test(
    "says what a second grading changed, and writes it only if that is wanted",
    SLOW,
    async () => {
      cpSync(SOLUTION, join(folder, "empty"), { recursive: true });
      const before = readFileSync(journal, "utf8");
      const again = (...more: string[]): Promise<Outcome> =>
        grade(
          ...["regrade", folder, "--lab", "modeling", "--where", "status=ungradable"],
          ...[...WEAK, ...more],
        );

      const dry = await again("--dry-run");
      expect(dry.stdout).toContain("empty  cannot be graded → 13/13");
      expect(dry.stdout).toContain("1 graded again: 1 changed, 0 as before");
      expect(readFileSync(journal, "utf8")).toBe(before);

      const wet = await again();
      expect([wet.code, wet.stdout]).toEqual([0, dry.stdout]);
      expect(resultLines(journal)).toHaveLength(6);
      expect((await again()).stdout).toContain("0 graded again");
    },
  );

  test("of another lab, a folder without submissions, nonsense: one line each", SLOW, async () => {
    const other = await grade(
      ...["batch", folder, "--lab", "timing", "--journal", journal, "--resume", ...WEAK],
    );
    const said = await Promise.all([
      batch(join(dir, "pages")),
      batch(join(dir, "nowhere")),
      batch(folder, "--shard", "3/2"),
      batch(folder, "--jobs", "0"),
      batch(folder, "--journal", join(dir, "no", "where.jsonl")),
    ]);

    expect(unwrapped(other.stderr)).toContain("is of the lab modeling, not timing");
    expect(said.map(({ code }) => code)).toEqual([2, 2, 2, 2, 3]);
    const texts = said.map(({ stderr }) => unwrapped(stderr));
    expect(texts[0]).toContain("has no folder in it");
    expect(texts[1]).toContain("is not there");
    expect(texts[2]).toContain("--shard must be like 2/3");
    expect(texts[3]).toContain("--jobs must be a whole number from 1 to 256, got 0");
    expect(texts[4]).toContain("cannot be written: its folder is not there");
  });
});

test("shards put together are the bytes of one batch, but for times", SLOW, async () => {
  const folder = handedIn("sharded", ["ada", "bob", "eve", "zoe", "empty", "名前"]);
  const [whole, merged] = [join(dir, "whole.jsonl"), join(dir, "merged.jsonl")];
  await batch(folder, "--journal", join(dir, "one.jsonl"));
  for (const i of [1, 2, 3]) await batch(folder, "--shard", `${i}/3`).then(({ code }) => code);
  const shards = [1, 2, 3].map((i) => join(dir, `sharded.modeling.${i}-of-3.jsonl`));
  const there = shards.filter((file) => existsSync(file));

  const some = await grade("merge", ...there.slice(1), "-o", merged, "--no-times");
  const all = await grade("merge", ...there, "-o", merged, "--no-times");
  await grade("merge", join(dir, "one.jsonl"), "-o", whole, "--no-times");

  expect([some.code, all.code]).toEqual([1, 0]);
  expect(unwrapped(some.stderr)).toContain("the journal of shard 1/3 is missing");
  expect(readFileSync(merged, "utf8")).toBe(readFileSync(whole, "utf8"));
});

test("kill -9 loses nothing, doubles nothing and leaves no lock for the next", SLOW, async () => {
  const students = Array.from({ length: 7 }, (_, i) => `student ${i}`);
  const folder = handedIn("killed", students);
  const journal = join(dir, "killed.modeling.jsonl");
  const args = ["grade", "batch", folder, "--lab", "modeling", ...WEAK, "--resume", "--json"];
  const told = new Set<string>();
  for (let kill = 0; kill < 3; kill++) {
    const running = new Running(startHpts(args, { cwd: ROOT }));
    // The line is told after it is on the disk: from then on it must not be lost.
    await running.waitFor("}}\n");
    running.child.kill("SIGKILL");
    const { stdout } = await running.ended;
    for (const line of stdout.split("\n").slice(0, -1)) told.add(JSON.parse(line).submission.id);
  }
  expect(told.size).toBeGreaterThanOrEqual(3);

  const last = await runHpts(args, { cwd: ROOT });

  expect(last.code).toBe(0);
  const lines = resultLines(journal).map(({ student }) => student);
  expect(lines.toSorted()).toEqual(students.toSorted());
});

test("Ctrl+C ends after what is being graded, and says how to go on", SLOW, async () => {
  const folder = handedIn("interrupted", ["ada", "bob", "eve", "zoe", "zed", "yan"]);
  const args = ["grade", "batch", folder, "--lab", "modeling", ...WEAK, "--json", "--jobs", "1"];
  const running = new Running(startHpts(args, { cwd: ROOT }));

  await running.waitFor("}}\n");
  running.child.kill("SIGINT");
  const { code, stderr } = await running.ended;

  expect(code).toBe(130);
  expect(stderr).toContain("stopping after what is being graded");
  expect(unwrapped(stderr)).toContain("it was interrupted; --resume goes on");
  expect(existsSync(join(dir, "interrupted.modeling.jsonl.lock"))).toBe(false);
});
