import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import {
  type Journal,
  type OpenOptions,
  openJournal,
  readJournal,
} from "../../src/journal/journal.ts";
import { lineOf, recordOf as recordIn } from "../../src/journal/line.ts";
import { temporaryFolder } from "../support/folder.ts";
import { HEAD, recordOf, resultOf } from "../support/results.ts";

const dir = temporaryFolder();
let count = 0;
const freshFile = (): string => join(dir, `${++count}.jsonl`);
const opened: Journal[] = [];
afterEach(() => {
  for (const journal of opened.splice(0)) journal.close();
});

function open(file: string, mode: OpenOptions["mode"] = "resume", head = HEAD): Journal {
  const journal = openJournal(file, { mode, head });
  opened.push(journal);
  return journal;
}

/** @returns its text */
function writeJournal(file: string, students: readonly string[]): string {
  const journal = openJournal(file, { mode: "new", head: HEAD });
  const { length: total } = students;
  journal.append({ type: "plan", shard: { index: 1, of: 1 }, students, total });
  for (const student of students) journal.append(recordOf(student));
  journal.close();
  return readFileSync(file, "utf8");
}

describe("a line", () => {
  test("gives back what was written, and nothing once a character is another", () => {
    const line = lineOf({ type: "x", text: "\u2028 ✓ \n" });

    expect(line.endsWith("\n")).toBe(true);
    expect(recordIn(line.trimEnd())).toEqual({ type: "x", text: "\u2028 ✓ \n" });
    expect(JSON.parse(line)).toMatchObject({ type: "x" });
    for (let i = 0; i < line.length - 1; i++) {
      const changed = line.slice(0, i) + (line[i] === "0" ? "1" : "0") + line.slice(i + 1);
      expect(recordIn(changed.trimEnd()), `character ${i}`).toBeUndefined();
    }
  });
});

describe("a journal", () => {
  test("keeps results of names in every alphabet and with newlines", () => {
    const students = [
      "ada",
      "名前 太郎",
      "שרה",
      "new\nline",
      'quo"te',
      "=1+1",
      "\u202eadam",
      "\u00e9",
      "e\u0301",
    ];
    const file = freshFile();
    writeJournal(file, students);

    const journal = open(file);

    expect([...journal.entries.keys()]).toEqual(students);
    for (const entry of journal.entries.values()) {
      expect(journal.read(entry)).toEqual(recordOf(entry.student));
    }
  });

  test("cut off anywhere, keeps all whole lines and can be gone on with", {
    timeout: 60_000,
  }, () => {
    const file = freshFile();
    const text = writeJournal(file, ["ada", "bob", "名前"]);
    const bytes = Buffer.from(text);
    const ends = [...bytes.keys()].filter((i) => bytes[i] === 0x0a).map((i) => i + 1);
    const near = new Set(ends.flatMap((end) => [end - 2, end - 1, end, end + 1]));
    for (let cut = 0; cut <= bytes.length; cut++) {
      if (cut % 37 !== 0 && !near.has(cut)) continue;
      writeFileSync(file, bytes.subarray(0, cut));
      const whole = ends.filter((end) => end <= cut);

      const journal = openJournal(file, { mode: "resume", head: HEAD });
      expect(journal.removedBytes, `cut at ${cut}`).toBe(cut - (whole.at(-1) ?? 0));
      expect(journal.entries.size, `cut at ${cut}`).toBe(Math.max(0, whole.length - 2));
      journal.append(recordOf("eve"));
      journal.close();

      const again = readJournal(file);
      expect(again.entries.has("eve")).toBe(true);
      expect(again.entries.size).toBe(Math.max(0, whole.length - 2) + 1);
      again.close();
    }
  });

  test("refuses a line in the middle that was changed, by its number", () => {
    const file = freshFile();
    const text = writeJournal(file, ["ada", "bob"]);
    writeFileSync(file, text.replace('"id":"ada"', '"id":"eve"'));

    expect(() => open(file)).toThrow(/line 3 is not as it was written, and others follow it/);
    expect(readFileSync(file, "utf8")).toContain('"id":"eve"');
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test("refuses a file that is none, and does not change it", () => {
    for (const text of ["hello", "hello\nworld\n", "{}\n", "\n\n", '{"sum":"0","a":1}\nx\n']) {
      const file = freshFile();
      writeFileSync(file, text);

      expect(() => open(file), text).toThrow(/is not a journal of hpts grade batch/);
      expect(readFileSync(file, "utf8")).toBe(text);
    }
  });

  test("with results is only gone on with if that is said", () => {
    const file = freshFile();
    writeJournal(file, ["ada"]);

    expect(() => open(file, "new")).toThrow(/has results of 1 already; go on with --resume/);
  });

  test("of another lab, of other tests or of another grader is refused", () => {
    const file = freshFile();
    writeJournal(file, ["ada"]);

    expect(() => open(file, "resume", { ...HEAD, lab: "timing" })).toThrow(
      /is of the lab modeling, not timing/,
    );
    expect(() => open(file, "resume", { ...HEAD, labDigest: "33" })).toThrow(/of other tests/);
    expect(() => open(file, "resume", { ...HEAD, grader: "hpts-grade 2" })).toThrow(
      /is of hpts-grade 1, this is hpts-grade 2/,
    );
  });

  test("takes results of changed tests for a regrading, and counts those that are older", () => {
    const file = freshFile();
    writeJournal(file, ["ada", "bob"]);
    const head = { ...HEAD, labDigest: "33".repeat(32) };

    const journal = open(file, "regrade", head);
    journal.append(recordOf("bob", { labDigest: head.labDigest }));

    expect(journal.outdated).toBe(1);
    journal.close();
    expect(open(file, "resume", head).entries.size).toBe(2);
  });

  test("has nothing to grade again where there is none", () => {
    expect(() => open(freshFile(), "regrade")).toThrow(/no results that could be graded again/);
  });

  test("says why it cannot be written", () => {
    const file = join(dir, "no-such-folder", "a.jsonl");
    const folder = join(dir, "folder.jsonl");
    mkdirSync(folder);

    expect(() => open(file)).toThrow(/cannot be written: its folder is not there/);
    expect(() => open(folder)).toThrow(/cannot be written: it is a folder/);
  });

  test("on a full disk loses only what had no room, and says so", () => {
    const mount = join(dir, "small");
    mkdirSync(mount);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", mount], { stdio: "ignore" });
    } catch {
      console.warn("NOT TESTED: a full disk (it takes the right to mount a tmpfs)");
      return;
    }
    try {
      const file = join(mount, "a.jsonl");
      const journal = openJournal(file, { mode: "new", head: HEAD });
      const safe: string[] = [];
      const fill = (): void => {
        for (let i = 0; i < 100; i++) {
          journal.append(recordOf(`student ${i}`));
          safe.push(`student ${i}`);
        }
      };

      expect(fill).toThrow(/cannot be written: the disk is full; what is in it is safe/);
      journal.close();
      expect(readdirSync(mount)).toEqual(["a.jsonl"]);
      const after = readJournal(file);
      expect([...after.entries.keys()]).toEqual(safe);
      expect(after.tornBytes).toBe(0);
      after.close();
    } finally {
      execFileSync("umount", [mount]);
    }
  });
});

test("a journal that is only read stays as it is, half a line and all", () => {
  const file = freshFile();
  writeJournal(file, ["ada", "bob"]);
  truncateSync(file, readFileSync(file).length - 5);
  const before = readFileSync(file, "utf8");

  const journal = readJournal(file);

  expect(journal.tornBytes).toBeGreaterThan(0);
  expect([...journal.entries.keys()]).toEqual(["ada"]);
  journal.close();
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("a later result of a student replaces the earlier one", () => {
  const file = freshFile();
  writeJournal(file, ["ada"]);
  const journal = open(file);

  journal.append(recordOf("ada", { status: "infrastructure" }));

  expect(journal.read(journal.entries.get("ada")!).result).toEqual(
    resultOf("ada", { status: "infrastructure" }),
  );
});
