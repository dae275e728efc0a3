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
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";

const { labDir, given, submission, variant, asks, gradings, suite, verdictFile } = JSON.parse(
  process.argv[2],
);

const messages = [];
let passed = [];
for (let grading = 0; grading < gradings; grading++) passed = await grade();
writeFeedback();
writeFileSync(verdictFile, JSON.stringify({ passed }));

async function grade() {
  takeIn();
  if (existsSync(join(labDir, ".git"))) await shell("git status --short; git log -1 --format=%cI");
  if (variant === "restored") {
    rmSync(join(labDir, "tests"), { recursive: true, force: true });
    cpSync(given, labDir, { recursive: true, force: true, verbatimSymlinks: true });
  }
  // Who hands in settings for the compiler wants types to be checked.
  if (existsSync(join(labDir, "tsconfig.json"))) await shell("tsc --noEmit -p .");
  return suite === undefined ? gradeCode() : gradeSuite();
}

function takeIn() {
  const zip = join(submission, "handed-in.zip");
  if (existsSync(zip)) unpack(readFileSync(zip));
  else cpSync(submission, labDir, { recursive: true, force: true, verbatimSymlinks: true });
}

/** As programs did before "zip slip" had a name, and some still do. */
function unpack(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const nameBytes = bytes.readUInt16LE(at + 28);
    const path = join(labDir, bytes.toString("utf8", at + 46, at + 46 + nameBytes));
    const isLink = bytes.readUInt32LE(at + 38) >>> 28 === 0o12;
    const local = bytes.readUInt32LE(at + 42);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = inflateRawSync(bytes.subarray(begin, begin + bytes.readUInt32LE(at + 20)));
    mkdirSync(dirname(path), { recursive: true });
    if (isLink) symlinkSync(content.toString(), path);
    else writeFileSync(path, content);
    at += 46 + nameBytes;
  }
}

/** A line for a spreadsheet and a page for the student, with what the tests have said. */
function writeFeedback() {
  const folder = dirname(verdictFile);
  writeFileSync(join(folder, "feedback.csv"), messages.map((one) => `ada,${one}\n`).join(""));
  writeFileSync(join(folder, "feedback.html"), messages.map((one) => `<p>${one}</p>`).join("\n"));
}

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
  for (const { assertionResults = [] } of testResults) {
    for (const { failureMessages = [] } of assertionResults) messages.push(...failureMessages);
  }
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
