/**
 * Runs the naive grader in its box, and says what became of it: what it believes, and what the
 * submission has done besides.
 *
 * Arguments: one JSON text with what naive-grader.mjs needs, and home, token, leakPort, limitMs,
 * settleMs. The last line on stdout, after `mark`, is the report.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const options = JSON.parse(process.argv[2]);
const { home, token, leakPort, limitMs, settleMs, mark, labDir } = options;
const verdictFile = join(home, "marks", "ada.json");
const MOST_OUTPUT = 1_000_000;

mkdirSync(join(home, "marks"), { recursive: true });
writeFileSync(join(home, "grades.csv"), "student,points\nada,0\nbob,12\n");
writeFileSync(join(home, ".token"), token);
writeFileSync(join(home, "github-output"), "");
writeFileSync(join(home, "step-summary.md"), "");

let received = "";
const server = createServer((socket) => {
  received += "[connected]";
  socket.on("data", (bytes) => {
    received += bytes.toString("utf8", 0, 10_000);
  });
  socket.on("error", () => {});
});
await new Promise((resolve) => server.listen(leakPort, "127.0.0.1", resolve));

const before = filesOf(home);
const testsBefore = filesOf(join(labDir, "tests"));
const ended = await grade();
const verdictThen = textOf(verdictFile);
await new Promise((resolve) => setTimeout(resolve, settleMs));
const left = otherProcesses();
const verdict = textOf(verdictFile);
const after = filesOf(home);
const feedback = join(home, "marks", "feedback");
for (const file of [verdictFile, `${feedback}.csv`, `${feedback}.html`]) after.delete(file);
server.close();

const report = {
  passed: passedIn(verdict),
  hasVerdict: verdict !== undefined,
  verdictChanged: verdict !== verdictThen,
  hung: ended.hung,
  printed: ended.printed,
  workflowLines: /^::[a-z-]+/m.test(ended.output),
  escapes: ended.output.includes("\u001b]"),
  formulas: /(^|,)(Error: |AssertionError: )?[=+\-@]\w/m.test(textOf(`${feedback}.csv`) ?? ""),
  markup: /<(script|img|iframe|svg)\b/i.test(textOf(`${feedback}.html`) ?? ""),
  written: bytesBelow(labDir),
  tokenShown: ended.output.includes(token),
  received: received.slice(0, 500),
  changed: [...changes(before, after), ...marked("/tmp"), ...marked("/dev/shm")],
  testsChanged:
    options.variant === "restored" ? changes(testsBefore, filesOf(join(labDir, "tests"))) : [],
  left,
};
writeFileSync(1, `\n${mark}${JSON.stringify(report)}\n`);
process.exit(0);

function grade() {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "naive-grader.mjs"), JSON.stringify({ ...options, verdictFile })],
      {
        detached: true,
        env: {
          PATH: `${labDir}/node_modules/.bin:${labDir}/../../node_modules/.bin:${process.env.PATH}`,
          HOME: home,
          CI: "true",
          GITHUB_TOKEN: token,
          GITHUB_OUTPUT: join(home, "github-output"),
          GITHUB_STEP_SUMMARY: join(home, "step-summary.md"),
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    let printed = 0;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes) => {
        printed += bytes.length;
        if (output.length < MOST_OUTPUT) output += bytes;
      });
    }
    const timer = setTimeout(() => done(true), limitMs);
    const done = (hung) => {
      clearTimeout(timer);
      resolve({ hung, output, printed });
    };
    // Not "close": who inherits the pipes and stays is counted as left.
    child.on("exit", () => setTimeout(() => done(false), 50));
  });
}

function otherProcesses() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== 1 && pid !== process.pid)
    .flatMap((pid) => {
      const text = textOf(`/proc/${pid}/stat`) ?? "";
      const state = text.slice(text.lastIndexOf(")") + 2)[0];
      return state === undefined || state === "Z" || state === "X" ? [] : [commandOf(pid)];
    });
}

function commandOf(pid) {
  return (textOf(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ").slice(0, 120);
}

function filesOf(dir, found = new Map()) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) filesOf(path, found);
    else
      found.set(
        path,
        createHash("sha256")
          .update(textOf(path) ?? "")
          .digest("hex"),
      );
  }
  return found;
}

/** Of what was handed in, unpacked; packages were there before. */
function bytesBelow(dir) {
  let bytes = 0;
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory() && entry.name !== "node_modules") bytes += bytesBelow(path);
    else if (entry.isFile()) bytes += statSync(path).size;
  }
  return bytes;
}

function changes(then, now) {
  const names = [...new Set([...then.keys(), ...now.keys()])];
  return names.filter((name) => then.get(name) !== now.get(name));
}

function marked(dir) {
  try {
    return readdirSync(dir)
      .filter((name) => name.startsWith("hpts-attack"))
      .map((name) => join(dir, name));
  } catch {
    return [];
  }
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function passedIn(text) {
  try {
    return JSON.parse(text).passed;
  } catch {
    return [];
  }
}
