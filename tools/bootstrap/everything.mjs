/**
 * `npm test`: everything that must be green, stage by stage, and a summary that counts. A stage for
 * which nobody has a script is left out: students have neither the packages' tests nor the style.
 *
 * The stages run through turbo, which repeats only what has changed. What is counted comes from
 * reports.mjs. The last line is plain: "N passed, N failed".
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { workspaces } from "./arguments.mjs";
import { pathWithPnpm } from "./install.mjs";
import { countReports, deleteReports } from "./reports.mjs";
import { childEnv, ROOT, runCollected, turbo } from "./run.mjs";

const STAGES = [
  { name: "types", tasks: ["typecheck"] },
  { name: "style", tasks: ["//#style"] },
  {
    name: "packages",
    tasks: ["test"],
    filters: ["--filter=./packages/*", "--filter=./docs", "--filter=./tools"],
  },
  { name: "labs", tasks: ["test", "test:solution"], filters: ["--filter=./labs/*"] },
  { name: "content", tasks: ["//#content"] },
];

export async function runEverything({ strict, force }) {
  const env = childEnv({ PATH: await pathWithPnpm(), ...(strict && { LAB_STRICT: "1" }) });
  deleteReports();
  let broken = 0;
  for (const { name, tasks, filters = [] } of STAGES.filter(hasWork)) {
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

/** Whether a workspace that the stage is about has a script for it. */
function hasWork({ tasks, filters = [] }) {
  const ofRoot = tasks.every((task) => task.startsWith("//#"));
  const roots = filters.map((filter) => filter.slice("--filter=./".length).replace("*", ""));
  const isMeant = ({ folder }) =>
    roots.length === 0 || roots.some((root) => folder.startsWith(root));
  const folders = ofRoot
    ? [""]
    : workspaces()
        .filter(isMeant)
        .map(({ folder }) => folder);
  return folders.some((folder) => {
    const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
    return tasks.some((task) => scripts[task.replace("//#", "")] !== undefined);
  });
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
  const count = countReports();
  // A stage can break without any test having failed: a type error, a crash.
  const failed = Math.max(count.failed, brokenStages);
  const solved = hasSolutions() ? `; ${count.solved} of ${count.exercises} solutions done` : "";
  console.log(`\n${count.exercises} exercises: ${count.done} done, ${count.toDo} to do${solved}`);
  console.log(`${count.passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** Students check none, whether they have been given some or not. */
function hasSolutions() {
  return hasWork({ tasks: ["test:solution"], filters: ["--filter=./labs/*"] });
}
