/**
 * What `npm test` counts: the JSON that each test run leaves in its workspace's `.hpts/` folder.
 *
 * All of it is deleted before anything runs. A task that turbo does not repeat gets its report back
 * from turbo's cache; one that dies before it has written leaves none, instead of an old one.
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { workspaces } from "./arguments.mjs";
import { ROOT } from "./run.mjs";

const TESTS = join(".hpts", "test.json");
const STARTER = join(".hpts", "result-starter.json");
const SOLUTION = join(".hpts", "result-solution.json");
const CONTENT = join(".hpts", "content.json");

export function deleteReports(root = ROOT) {
  rmSync(join(root, CONTENT), { force: true });
  for (const { folder } of workspaces(root)) {
    for (const report of [TESTS, STARTER, SOLUTION]) {
      rmSync(join(root, folder, report), { force: true });
    }
  }
}

/** The sums over all reports that there are. */
export function countReports(root = ROOT) {
  const count = { passed: 0, failed: 0, toDo: 0, done: 0, solved: 0, exercises: 0 };
  for (const { folder, isLab } of workspaces(root)) {
    if (isLab) countLab(join(root, folder), count);
    else countTests(join(root, folder), count);
  }
  countContent(root, count);
  return count;
}

function countTests(dir, count) {
  const report = readJson(join(dir, TESTS));
  count.passed += report?.numPassedTests ?? 0;
  count.failed += report?.numFailedTests ?? 0;
}

function countLab(dir, count) {
  const starter = readJson(join(dir, STARTER));
  const solution = readJson(join(dir, SOLUTION));
  for (const result of [starter, solution]) {
    const checks = (result?.exercises ?? []).flatMap((exercise) => exercise.checks);
    count.passed += checks.filter(({ state }) => state === "passed").length;
    count.failed += checks.filter(({ state }) => state === "failed").length;
    count.passed += result?.authors.passed ?? 0;
    count.failed += result?.authors.failed.length ?? 0;
  }
  const inState = (result, state) =>
    (result?.exercises ?? []).filter((exercise) => exercise.state === state).length;
  count.exercises += starter?.exercises.length ?? 0;
  count.done += inState(starter, "done");
  count.toDo += inState(starter, "todo");
  count.solved += inState(solution, "done");
}

function countContent(root, count) {
  const report = readJson(join(root, CONTENT));
  count.passed += report?.passed ?? 0;
  count.failed += report?.faults.length ?? 0;
}

/** None if the file is not there, or was cut short: its stage has failed then, and is counted. */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
