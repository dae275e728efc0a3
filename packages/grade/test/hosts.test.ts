import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openZip } from "../src/collect/zip.ts";
import { classroom50Tests, gradescopeBundle, TEMPLATES, templateText } from "../src/hosts/hosts.ts";
import { writeZip } from "../src/hosts/write-zip.ts";
import { courseLab } from "./support/course.ts";

const ROOT = join(import.meta.dirname, "../../..");
const lab = courseLab("modeling");

/** What our own reader finds in a zip. */
function unzipped(zip: Buffer): Map<string, string> {
  const dir = mkdtempSync(join(tmpdir(), "hpts-zip-"));
  const file = join(dir, "a.zip");
  writeFileSync(file, zip);
  const opened = openZip(file);
  try {
    const texts = opened.entries.map((entry): [string, string] => [
      entry.path,
      opened.read(entry, 10_000_000).toString("utf8"),
    ]);
    return new Map(texts);
  } finally {
    opened.close();
    rmSync(dir, { recursive: true });
  }
}

test("what is zipped comes out again, and the order of the files has no part in the bytes", () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9äλ李][a-zA-Z0-9äλ李.]{0,20}$/);
  const files = fc.dictionary(name, fc.string(), { maxKeys: 8 });
  fc.assert(
    fc.property(files, (texts) => {
      const all = Object.entries(texts).map(([path, text]) => ({
        path,
        content: Buffer.from(text),
      }));
      const zip = writeZip(all);
      expect(unzipped(zip)).toEqual(
        new Map(all.map(({ path, content }) => [path, content.toString("utf8")])),
      );
      expect(writeZip(all.toReversed()).equals(zip)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

describe("the bundle for Gradescope", () => {
  test("is the same bytes each time, and another with another secret", async () => {
    const [one, two, other] = await Promise.all([
      gradescopeBundle({ root: ROOT, lab, secret: "s" }),
      gradescopeBundle({ root: ROOT, lab, secret: "s" }),
      gradescopeBundle({ root: ROOT, lab, secret: "t" }),
    ]);

    expect(one.equals(two)).toBe(true);
    expect(one.equals(other)).toBe(false);
  });

  test("holds the judge and the lab's tests, and of solutions only names", async () => {
    const files = unzipped(await gradescopeBundle({ root: ROOT, lab, secret: "s" }));

    expect(files.get("secret")).toBe("s");
    expect(files.get("run_autograder")).toContain("lab=modeling");
    expect(files.has("course/labs/modeling/tests/M1.test.ts")).toBe(true);
    expect(files.get("course/labs/modeling/solution/motion.ts")).toMatch(
      /^(export const \w+ = undefined;\n)+$/,
    );
    expect([...files.keys()].filter((path) => /NOTES|\/wrong\/|^course\/docs/.test(path))).toEqual(
      [],
    );
  });
});

test("tests for Classroom 50 keep its rules: names, times, points, one an exercise", () => {
  for (const id of ["modeling", "testing", "timing", "profiling"]) {
    const { manifest } = courseLab(id);
    const tests = classroom50Tests(manifest);

    expect(new Set(tests.map(({ name }) => name)).size).toBe(manifest.exercises.length + 1);
    for (const { name, timeout, points } of tests) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(100);
      expect(timeout).toBeGreaterThanOrEqual(1);
      expect(timeout).toBeLessThanOrEqual(600);
      expect(points).toBeGreaterThanOrEqual(0);
    }
  }
});

test("templates name every secret and input by the environment, never inside of a script", () => {
  for (const name of Object.keys(TEMPLATES)) {
    const text = templateText(name as keyof typeof TEMPLATES);
    const scripts = [...text.matchAll(/^( +)run: (.*)\n((?:\1 {2}.*\n|\n)*)/gm)];

    expect(scripts.length, name).toBeGreaterThan(0);
    for (const [script] of scripts) expect(script).not.toContain("${{");
  }
  expect(templateText("feedback")).toContain("ADVISORY");
});
