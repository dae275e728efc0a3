import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ExerciseResult, resultOf } from "../src/checklist/result.ts";
import { ContentHasher } from "../src/lab/content-hash.ts";
import { readManifest } from "../src/lab/lab-json.ts";
import {
  readProgress,
  recordProgress,
  stillDone,
  takeHint,
  writeResult,
} from "../src/lab/progress.ts";
import { knownDone } from "../src/run/test-lab.ts";
import { makeLab, writeFiles } from "./support/temporary-lab.ts";

const done = (id: string): ExerciseResult => ({
  id,
  title: id,
  file: `starter/${id}.ts`,
  state: "done",
  checks: [],
  notes: [],
});

const runOf = (ids: string[], target = "starter") =>
  resultOf("sample", target, ids.map(done), false);

const hashesOf = (dir: string): Map<string, string> =>
  new ContentHasher(dir).hashAll(readManifest(dir).exercises);

function hashOf(dir: string, id = "M1"): string {
  return hashesOf(dir).get(id)!;
}

describe("the content hash of an exercise", () => {
  test("is the same as long as nothing changes", () => {
    const dir = makeLab();

    expect(hashOf(dir)).toBe(hashOf(dir));
    expect(hashOf(dir)).not.toBe(hashOf(dir, "M2"));
  });

  test.each([
    ["the student's file", "starter/double.ts"],
    ["its tests", "tests/M1.test.ts"],
    ["a file that the student's file imports", "starter/helper.ts"],
    ["a file that is imported further on", "starter/deep.ts"],
  ])("changes with %s", (_what, file) => {
    const dir = makeLab({
      "starter/double.ts": 'export { help as double } from "./helper.ts";\n',
      "starter/helper.ts": 'import "./deep";\nexport const help = (x: number): number => x;\n',
      "starter/deep.ts": "export {};\n",
    });
    const before = hashOf(dir);

    writeFileSync(join(dir, file), `${readFileSync(join(dir, file), "utf8")}// changed\n`);

    expect(hashOf(dir)).not.toBe(before);
  });

  test.each([
    ["lab.json", "../lab.json", "lab.json"],
    ["a file without its extension", "../tests/more.spec", "tests/more.spec.ts"],
    ["a table", "./table.csv", "tests/table.csv"],
  ])("changes with what the tests import: %s", (_what, specifier, file) => {
    const dir = makeLab({
      "tests/M1.test.ts": `import one from "${specifier}";\none;\n`,
      "tests/more.spec.ts": "export default 1;\n",
      "tests/table.csv": "1;2\n",
    });
    const before = hashOf(dir);

    writeFiles(dir, { [file]: `${readFileSync(join(dir, file), "utf8")}\n` });

    expect(hashOf(dir)).not.toBe(before);
  });

  test("changes with the marks in lab.json, and not with the title", () => {
    const dir = makeLab();
    const [exercise] = readManifest(dir).exercises;
    const marks = { pass: 0.5, full: 0.8, honours: 1 };
    const hash = (change: object): string | undefined =>
      new ContentHasher(dir).hashAll([{ ...exercise!, ...change }]).get("M1");

    expect(hash({ marks })).not.toBe(hash({}));
    expect(hash({ marks: { ...marks, pass: 0.6 } })).not.toBe(hash({ marks }));
    expect(hash({ title: "another", points: 9 })).toBe(hash({}));
  });

  test("does not change with a file that has nothing to do with it", () => {
    const dir = makeLab();
    const before = hashOf(dir);

    writeFiles(dir, {
      "starter/halve.ts": "changed",
      "README.md": "changed",
      "solution/double.ts": "",
    });

    expect(hashOf(dir)).toBe(before);
  });

  test("changes when the file is deleted, and comes back with it", () => {
    const dir = makeLab();
    const before = hashOf(dir);
    const text = readFileSync(join(dir, "starter/double.ts"), "utf8");

    writeFiles(dir, { "starter/double.ts": "" });
    const emptied = hashOf(dir);
    writeFiles(dir, { "starter/double.ts": text });

    expect(emptied).not.toBe(before);
    expect(hashOf(dir)).toBe(before);
  });

  test("covers every file of the starter for tests that use the arena", () => {
    const dir = makeLab({
      "tests/M1.test.ts": 'import { openArena } from "@hpts/labkit/arena";\nopenArena;\n',
    });
    const before = hashOf(dir);

    writeFiles(dir, { "starter/halve.ts": "changed" });

    expect(hashOf(dir)).not.toBe(before);
  });

  test("of a hasher that is kept is that of the files as they are now", () => {
    const dir = makeLab();
    const { exercises } = readManifest(dir);
    const kept = new ContentHasher(dir);
    kept.hashAll(exercises);

    writeFiles(dir, { "starter/double.ts": "changed" });

    expect(kept.hashAll(exercises)).toEqual(hashesOf(dir));
  });

  test("survives a file that does not parse, and one that imports itself", () => {
    const dir = makeLab({ "starter/double.ts": 'import "./double.ts";\nexport const ( = ;' });

    expect(hashOf(dir)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("progress", () => {
  test("keeps what is done until the work changes", () => {
    const dir = makeLab();
    const manifest = readManifest(dir);
    recordProgress(dir, runOf(["M1", "M2"]), hashesOf(dir));
    const before = stillDone(dir, manifest);

    writeFiles(dir, { "starter/double.ts": "changed" });

    expect([...before]).toEqual(["M1", "M2"]);
    expect([...stillDone(dir, manifest)]).toEqual(["M2"]);
  });

  test("keeps what the checks had to say, for a run that leaves out what is done", () => {
    const dir = makeLab();
    const exercise = { ...done("M1"), notes: ["45 of 70 found: a pass."] };
    recordProgress(dir, resultOf("sample", "starter", [exercise], false), hashesOf(dir));

    const known = knownDone({ dir, manifest: readManifest(dir) });

    expect(known.get("M1")).toMatchObject({
      state: "done",
      unchanged: true,
      notes: exercise.notes,
    });
  });

  test("of a run of some exercises leaves the others as they were", () => {
    const dir = makeLab();
    recordProgress(dir, runOf(["M1"]), hashesOf(dir));
    recordProgress(dir, runOf(["M2"]), hashesOf(dir));

    expect(Object.keys(readProgress(dir).exercises)).toEqual(["M1", "M2"]);
  });

  test("is not changed by a run of the solution, whose result is kept apart", () => {
    const dir = makeLab();
    recordProgress(dir, runOf(["M1"], "solution"), hashesOf(dir));
    writeResult(dir, runOf(["M1"], "solution"));

    expect(readProgress(dir).exercises).toEqual({});
    expect(existsSync(join(dir, ".hpts/result-solution.json"))).toBe(true);
  });

  test("counts hints up to the last tier, and keeps them through runs", () => {
    const dir = makeLab();

    const shown = [takeHint(dir, "M1", 3), takeHint(dir, "M1", 3)];
    recordProgress(dir, runOf(["M1"]), hashesOf(dir));
    shown.push(takeHint(dir, "M1", 3), takeHint(dir, "M1", 3));

    expect(shown).toEqual([1, 2, 3, 3]);
  });

  test.each(["", "{", "[]", '{"schema":"hpts/progress/v0","exercises":{"M1":{"state":"done"}}}'])(
    "starts anew when its file is damaged or of another version: %s",
    (text) => {
      const dir = makeLab();
      mkdirSync(join(dir, ".hpts"), { recursive: true });
      writeFileSync(join(dir, ".hpts/progress.json"), text);

      expect(readProgress(dir).exercises).toEqual({});
      expect(takeHint(dir, "M1", 3)).toBe(1);
    },
  );
});
