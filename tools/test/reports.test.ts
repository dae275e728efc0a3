/** What `npm test` counts, and that nothing of an earlier run is among it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { countReports, deleteReports } from "../bootstrap/reports.mjs";

const root = mkdtempSync(join(tmpdir(), "hpts-reports-"));
afterAll(() => rmSync(root, { recursive: true }));

function write(file: string, content: object): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), JSON.stringify(content));
}

const NONE = { passed: 0, failed: 0, toDo: 0, done: 0, solved: 0, exercises: 0 };

beforeEach(() => {
  write("packages/one/package.json", { name: "one" });
  write("packages/one/.hpts/test.json", { numPassedTests: 5, numFailedTests: 1 });
  write("labs/two/package.json", { name: "lab-two" });
  const exercise = (state: string) => ({ state, checks: [{ state: "passed" }] });
  const authors = { passed: 1, failed: [] };
  write("labs/two/.hpts/result-starter.json", { exercises: [exercise("todo")], authors });
  write("labs/two/.hpts/result-solution.json", { exercises: [exercise("done")], authors });
  write(".hpts/content.json", { passed: 3, faults: [{}] });
});

describe("the reports of a run", () => {
  test("are summed up over packages, labs and content", () => {
    const sums = { passed: 12, failed: 2, toDo: 1, done: 0, solved: 1, exercises: 1 };

    expect(countReports(root)).toEqual(sums);
  });

  test("are gone before the next: a stage that dies leaves nothing to count", () => {
    deleteReports(root);

    expect(countReports(root)).toEqual(NONE);
  });
});
