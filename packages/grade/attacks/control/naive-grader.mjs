/**
 * The control: a grader as many are. It copies what was handed in into the lab's folder, runs vitest
 * there, and believes what the run says. It exists to be beaten, inside a box.
 *
 *     kept       the student's tests and configuration count; the exit code is the verdict
 *     restored   tests, configuration and package.json are the teacher's again; the JSON report is
 *
 * Arguments: one JSON text, see observer.mjs. Writes { passed: [exercise, ...] } to `verdictFile`.
 */
import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const { labDir, given, submission, variant, asks, suite, verdictFile } = JSON.parse(
  process.argv[2],
);

cpSync(submission, labDir, { recursive: true, force: true, verbatimSymlinks: true });
if (variant === "restored") {
  rmSync(join(labDir, "tests"), { recursive: true, force: true });
  cpSync(given, labDir, { recursive: true, force: true, verbatimSymlinks: true });
}
const passed = suite === undefined ? await gradeCode() : await gradeSuite();
writeFileSync(verdictFile, JSON.stringify({ passed }));

async function gradeCode() {
  if (variant === "kept") {
    const { scripts = {} } = JSON.parse(readFileSync(join(labDir, "package.json"), "utf8"));
    const hooks = [scripts.preinstall, scripts.postinstall, scripts.prepare];
    for (const hook of [...hooks, scripts.pretest].filter(Boolean)) await shell(hook);
    const code = await shell(scripts.test ?? "exit 1");
    return code === 0 ? asks : [];
  }
  const report = join(labDir, "report.json");
  await shell(`vitest run --reporter=json --outputFile=${report}`);
  if (!existsSync(report)) return [];
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  return asks.filter((id) =>
    testResults.some(
      ({ name, status }) => basename(name) === `${id}.test.ts` && status === "passed",
    ),
  );
}

/**
 * A suite that the student wrote. Kept: it counts if it fails on what is wrong. Restored: it has to
 * pass on what is right as well.
 */
async function gradeSuite() {
  const run = (subject) => shell(`vitest run ${suite}`, { HPTS_SUBJECT: subject });
  const isRight = variant === "kept" || (await run("right")) === 0;
  let killed = 0;
  for (const subject of ["still", "backwards"]) if ((await run(subject)) !== 0) killed++;
  return isRight && killed === 2 ? asks : [];
}

function shell(command, env = {}) {
  return new Promise((resolve) => {
    const child = spawn("/bin/sh", ["-c", command], {
      cwd: labDir,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("close", (code) => resolve(code));
    child.on("error", () => resolve(1));
  });
}
