/** `hpts grade publish`, `collect`, `template`, `gradescope-bundle` as a user meets them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Outcome, runHpts, unwrapped } from "./support/run.ts";

const ROOT = join(import.meta.dirname, "../../..");
const grade = (...args: string[]): Promise<Outcome> => runHpts(["grade", ...args], { cwd: ROOT });

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "hpts-grade-course-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

describe("hpts grade collect", () => {
  const collect = (...sources: string[]): Promise<Outcome> =>
    grade("collect", ...sources, "--lab", "modeling", "-o", join(place, "out"));

  function handIn(student: string, files: Readonly<Record<string, string>>): void {
    mkdirSync(join(place, "in", student), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(place, "in", student, name), text);
    }
  }

  test("names who was taken, who was not, and why", async () => {
    handIn("ada", { "particle.ts": "export {};\n", "notes.pdf": "" });
    handIn("bob\u001b[2J", {});

    const { code, stdout, stderr } = await collect(join(place, "in"));

    expect(stdout).toContain("new            ada");
    expect(stdout).toContain("without notes.pdf: it is not TypeScript");
    expect(stdout).toContain("nothing of use bob_[2J");
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toContain("1 of 2 are in");
    expect(stderr).toContain("collected.json");
    expect(code).toBe(1);
  });

  test("as JSON is one array, with nothing else on stdout", async () => {
    handIn("ada", { "particle.ts": "export {};\n" });

    const { code, stdout } = await grade(
      ...["collect", join(place, "in"), "--lab", "modeling", "-o", join(place, "out"), "--json"],
    );

    expect(JSON.parse(stdout)).toMatchObject([{ id: "ada", isTaken: true, lab: "modeling" }]);
    expect(code).toBe(0);
  });

  test.each([
    ["a source that is not there", ["nowhere"], "there is no nowhere"],
    ["an empty folder", ["."], "is empty"],
    ["a date that is none", [".", "--before", "soon"], "--before must be a date"],
  ])("%s is wrong usage, in one line", async (_, args, says) => {
    mkdirSync(join(place, "empty"));
    const sources = args.map((word) => (word === "." ? join(place, "empty") : word));

    const { code, stderr } = await collect(...sources);

    expect(unwrapped(stderr)).toContain(says);
    expect(code).toBe(2);
  });
});

test("hpts grade publish says which commit, and how to hand it out", async () => {
  const dir = join(place, "students");

  const { code, stdout } = await grade("publish", dir, "--no-run");

  expect(stdout).toMatch(/commit [0-9a-f]{40} on main/);
  expect(stdout).toContain("push --force");
  expect(code).toBe(0);
});

test("hpts grade publish into a folder with work in it is wrong usage", async () => {
  writeFileSync(join(place, "mine.txt"), "");

  const { code, stderr } = await grade("publish", place, "--no-run");

  expect(unwrapped(stderr)).toContain("is not empty");
  expect(code).toBe(2);
});

test("hpts grade template prints a file, or the names of those there are", async () => {
  const [file, none] = await Promise.all([grade("template", "grade"), grade("template", "x")]);

  expect(file).toMatchObject({ code: 0, stderr: "" });
  expect(file.stdout).toContain("jobs:");
  expect(unwrapped(none.stderr)).toContain("there are: grade, feedback, classroom50");
  expect(none.code).toBe(2);
});

test("hpts grade gradescope-bundle writes a zip and its hash", async () => {
  const zip = join(place, "a.zip");

  const { code, stdout } = await grade("gradescope-bundle", "--lab", "modeling", "-o", zip);

  expect(readFileSync(zip).subarray(0, 2).toString()).toBe("PK");
  expect(stdout).toMatch(/sha256 [0-9a-f]{64}/);
  expect(code).toBe(0);
});
