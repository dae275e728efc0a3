import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseShard, submissionsIn } from "../../src/batch/submissions.ts";
import { temporaryFolder } from "../support/folder.ts";

const dir = temporaryFolder();
const NAMES = [
  "ada",
  "名前 太郎",
  "שרה",
  "new\nline",
  'quo"te',
  "=1+1",
  "\u202eadam",
  "-rf",
  "::x",
];

function folderWith(name: string, students: readonly (string | Buffer)[]): string {
  const folder = join(dir, name);
  mkdirSync(folder);
  const parent = Buffer.from(`${folder}/`);
  for (const one of students) mkdirSync(Buffer.concat([parent, Buffer.from(one as string)]));
  return folder;
}

test("each folder is a submission, whatever its name", () => {
  const folder = folderWith("names", NAMES);

  const { students, total, passedOver } = submissionsIn(folder);

  expect(students).toEqual(NAMES.toSorted());
  expect(total).toBe(NAMES.length);
  expect(passedOver).toEqual([]);
});

test("what is no submission is passed over, with the reason", () => {
  const folder = folderWith("mixed", ["ada", ".git", Buffer.from([0x61, 0xff])]);
  writeFileSync(join(folder, "bob.zip"), "");
  writeFileSync(join(folder, "notes.txt"), "");
  symlinkSync("/", join(folder, "link"));

  const { students, passedOver } = submissionsIn(folder);

  expect(students).toEqual(["ada"]);
  expect(Object.fromEntries(passedOver.map(({ name, why }) => [name, why]))).toEqual({
    ".git": "hidden",
    "bob.zip": "an archive: hpts grade collect unpacks it",
    "notes.txt": "a file, not a folder",
    link: "a link; it is not followed",
    "a\ufffd": "its name is not UTF-8: rename it",
  });
});

test("a folder without submissions, or none at all, is a mistake of the call", () => {
  const empty = folderWith("empty", []);

  expect(() => submissionsIn(empty)).toThrow(/has no folder in it; each folder is a submission/);
  expect(() => submissionsIn(join(dir, "not there"))).toThrow(/is not there/);
});

test("shards have everybody once, and nobody moves when somebody comes", () => {
  const folder = folderWith("many", []);
  for (let i = 0; i < 60; i++) mkdirSync(join(folder, `student ${i}`));
  const shardOf = (of: number): string[][] =>
    Array.from({ length: of }, (_, i) => [...submissionsIn(folder, { index: i + 1, of }).students]);
  const before = shardOf(3);

  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (of) => {
      const all = shardOf(of).flat();
      expect(all.toSorted()).toEqual(submissionsIn(folder).students);
    }),
  );
  mkdirSync(join(folder, "a newcomer"));
  const after = shardOf(3);
  for (const [i, shard] of before.entries())
    expect(after[i]).toEqual(expect.arrayContaining(shard));
});

test("a shard is written i/n", () => {
  expect(parseShard("2/3")).toEqual({ index: 2, of: 3 });
  for (const wrong of ["", "0/3", "4/3", "1", "a/b", "1/0", "-1/3", "1/3/4"]) {
    expect(() => parseShard(wrong), wrong).toThrow(/--shard must be like 2\/3/);
  }
});
