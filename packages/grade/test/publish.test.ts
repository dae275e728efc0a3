import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isForbidden, isHandedOut } from "../src/publish/allow-list.ts";
import { type Publication, publish } from "../src/publish/publish.ts";
import { CANARY, findLeaks } from "../src/publish/secrets.ts";
import { studentText, withoutKeptPackages } from "../src/publish/student-texts.ts";

const ROOT = join(import.meta.dirname, "../../..");
const place = mkdtempSync(join(tmpdir(), "hpts-publish-test-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const make = (name: string, released: string[] = []): Promise<Publication> =>
  publish(ROOT, join(place, name), { released, runsStarters: false });
const gitIn = (name: string, ...args: string[]): string =>
  execFileSync("git", args, { cwd: join(place, name), encoding: "utf8" }).trim();

describe("the course", () => {
  test("published twice is the same commit, whatever was there before, and has no fault", async () => {
    const first = await make("one");
    const second = await make("two");
    const again = await make("one");

    expect(first.faults).toEqual([]);
    expect(second.commit).toBe(first.commit);
    expect(again.commit).toBe(first.commit);
    expect(gitIn("one", "rev-list", "--count", "--all")).toBe("1");
    expect(gitIn("one", "status", "--porcelain")).toBe("");
  });

  test("has no solution in it, unless it is released", async () => {
    await make("plain");
    await make("released", ["modeling"]);

    const has = (name: string, lab: string): boolean =>
      existsSync(join(place, name, "labs", lab, "solution"));
    expect([has("plain", "modeling"), has("plain", "timing")]).toEqual([false, false]);
    expect([has("released", "modeling"), has("released", "timing")]).toEqual([true, false]);
  });

  test("is not written over what somebody has there", async () => {
    const dir = join(place, "mine");
    mkdirSync(dir);
    writeFileSync(join(dir, "precious.txt"), "");
    await make("worked-in");
    writeFileSync(join(place, "worked-in", "README.md"), "my own");

    await expect(make("mine")).rejects.toThrow("is not empty");
    await expect(make("worked-in")).rejects.toThrow("is not empty");
    expect(readFileSync(join(place, "worked-in", "README.md"), "utf8")).toBe("my own");
  });

  test("is refused for a commit or a lab that is not there", async () => {
    const options = { runsStarters: false };
    await expect(publish(ROOT, join(place, "x"), { ...options, commit: "nope" })).rejects.toThrow(
      "with the commit nope",
    );
    await expect(make("x", ["nope"])).rejects.toThrow("there is no such lab");
    expect(existsSync(join(place, "x"))).toBe(false);
  });
});

test.each([
  "labs/modeling/solution/motion.ts",
  "labs/modeling/wrong/eggs/motion.ts",
  "labs/modeling/NOTES.md",
  "labs/testing/tests/catalogue.authors.ts",
  "packages/grade/src/hidden/modeling.ts",
  "packages/grade/README.md",
  "packages/core/test/steps.test.ts",
  "packages/cli/src/commands/grade/run.ts",
  "docs/grading-handbook.md",
  "CONTRIBUTING.md",
  ".ci/run",
  ".github/workflows/ci.yml",
  "something-new.ts",
  "labs/modeling/something-new.ts",
])("%s stays with the instructor", (path) => {
  expect(isHandedOut(path)).toBe(false);
});

test("the figures that the labs' texts link to are handed out", () => {
  expect(isHandedOut("docs/handbook/reference/claims.md")).toBe(true);
  expect(isHandedOut("docs/handbook/how-to/grade.md")).toBe(false);
});

test("what is forbidden stays so below any folder that is handed out", () => {
  expect(isForbidden("labs/modeling/tests/solution/motion.ts")).toBe(true);
  expect(isForbidden("packages/core/src/hidden/x.ts")).toBe(true);
  expect(isForbidden("labs/modeling/solution/motion.ts", ["modeling"])).toBe(false);
});

describe("a leak", () => {
  const solution = {
    path: "labs/x/solution/a.ts",
    text: "export function f(n: number): number {\n  const total = sumOfAllTheParts(n);\n  const rest = whatIsLeftOver(total, n);\n  return total + rest * 3;\n}\n",
  };
  const notes = { path: "labs/x/NOTES.md", text: "Tell them to think of the rest first.\n" };
  const kept = [solution, notes];

  test.each([
    ["a whole file under another name", "labs/x/hints/A1.md", notes.text, "is the same as"],
    [
      "lines of a solution",
      "labs/x/tests/A1.test.ts",
      `// see\n${solution.text}`,
      "holds lines of",
    ],
    ["a canary", "README.md", `text\n${CANARY} 1\n`, "canary"],
    [
      "a comment in a starter",
      "labs/x/starter/a.ts",
      "export function f(n: number): number {\n  // const total = sumOfAllTheParts(n);\n  return 0;\n}\n",
      "gives a line of the solution away",
    ],
  ])("is found: %s", (_, path, text, says) => {
    const leaks = findLeaks([{ path, text }], kept);

    expect(leaks.map(({ message }) => message).join("\n")).toContain(says);
  });

  test("is none where students are given the same lines", () => {
    const starter = { path: "labs/x/starter/a.ts", text: solution.text };

    expect(findLeaks([starter, { path: "README.md", text: "nothing" }], kept)).toEqual([]);
  });
});

describe("the text of", () => {
  const nothingElse = (path: string): boolean => path === "docs/open.md";

  test("a page loses what is for instructors, and links without an end", () => {
    const page =
      "# A\n\n<!-- instructors -->\nsecret\n<!-- /instructors -->\n\nsee [this](docs/open.md), [that](docs/kept.md), [web](https://a.b)\n| [x](docs/kept.md) | row |\n| [y](docs/open.md) | row |\n";

    expect(studentText("README.md", page, nothingElse)).toBe(
      "# A\n\nsee [this](docs/open.md), that, [web](https://a.b)\n| [y](docs/open.md) | row |\n",
    );
  });

  test("a lock file is that of a course without the package", () => {
    const lock =
      "importers:\n\n  packages/cli:\n    dependencies:\n      '@hpts/grade':\n        specifier: workspace:*\n        version: link:../grade\n      '@hpts/viz':\n        specifier: workspace:*\n\n  packages/grade:\n    dependencies:\n      esbuild:\n        version: 1\n\n  packages/viz: {}\n\npackages:\n";

    expect(withoutKeptPackages(lock)).toBe(
      "importers:\n\n  packages/cli:\n    dependencies:\n      '@hpts/viz':\n        specifier: workspace:*\n\n  packages/viz: {}\n\npackages:\n",
    );
  });
});
