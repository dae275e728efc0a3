/**
 * `npm test`: everything that must be green, stage by stage, and a summary that counts.
 *
 * The stages run through turbo, which repeats only what has changed. What is counted comes from the
 * JSON that each test run leaves in its workspace's `.hpts/` folder (turbo brings it back with a
 * cached run). The last line is plain: "N passed, N failed".
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { workspaces } from "./arguments.mjs";
import { pathWithPnpm } from "./install.mjs";
import { childEnv, ROOT, runCollected, turbo } from "./run.mjs";

const STAGES = [
  { name: "types", tasks: ["typecheck"] },
  { name: "style", tasks: ["//#style"] },
  { name: "packages", tasks: ["test"], filters: ["--filter=./packages/*", "--filter=./tools"] },
  { name: "labs", tasks: ["test", "test:solution"], filters: ["--filter=./labs/*"] },
  { name: "content", tasks: ["//#content"] },
];

export async function runEverything({ strict, force }) {
  const env = childEnv({ PATH: await pathWithPnpm(), ...(strict && { LAB_STRICT: "1" }) });
  let broken = 0;
  for (const { name, tasks, filters = [] } of STAGES) {
    if (process.stdout.isTTY) process.stdout.write(`${name.padEnd(9)} ...`);
    const start = performance.now();
    const flags = [
      "--output-logs=errors-only",
      "--log-prefix=none",
      "--log-order=grouped",
      "--continue",
    ];
    const [program, args] = turbo([...tasks, ...filters, ...flags, ...(force ? ["--force"] : [])]);
    const { code, output } = await runCollected(program, args, env);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const back = process.stdout.isTTY ? "\r" : "";
    console.log(
      `${back}${name.padEnd(9)} ${code === 0 ? "ok    " : "FAILED"} ${seconds.padStart(6)} s`,
    );
    if (code !== 0) console.log(withoutTurbosWords(output));
    if (code !== 0) broken++;
  }
  return summarize(broken);
}

/** What the failed tasks printed; turbo's own lines around it say nothing to a student. */
function withoutTurbosWords(output) {
  const noise =
    /^\s*(• |(Tasks|Cached|Time|Failed):|cache (hit|miss)|> |\$ )|ELIFECYCLE|command finished with error|(command|failed:) .* exited \(|^JSON report/;
  const lines = output.split("\n").filter((line) => !noise.test(stripVTControlCharacters(line)));
  return lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function summarize(brokenStages) {
  const count = { passed: 0, failed: 0, toDo: 0, done: 0, solved: 0, exercises: 0 };
  for (const { folder, isLab } of workspaces()) {
    if (isLab) countLab(folder, count);
    else countTests(folder, count);
  }
  countContent(count);
  // A stage can break without any test having failed: a type error, a crash.
  const failed = Math.max(count.failed, brokenStages);
  console.log(
    `\n${count.exercises} exercises: ${count.done} done, ${count.toDo} to do; ` +
      `${count.solved} of ${count.exercises} solutions done`,
  );
  console.log(`${count.passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function countTests(folder, count) {
  const report = readJson(`${folder}/.hpts/test.json`);
  count.passed += report?.numPassedTests ?? 0;
  count.failed += report?.numFailedTests ?? 0;
}

function countLab(folder, count) {
  const starter = readJson(`${folder}/.hpts/result-starter.json`);
  const solution = readJson(`${folder}/.hpts/result-solution.json`);
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

function countContent(count) {
  const report = readJson(".hpts/content.json");
  count.passed += report?.passed ?? 0;
  count.failed += report?.faults.length ?? 0;
}

function readJson(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
