/**
 * `npm test`: everything that must be green, stage by stage, and a summary that counts.
 *
 * The stages run through turbo, which repeats only what has changed. What is counted comes from
 * reports.mjs. The last line is plain: "N passed, N failed".
 */
import { stripVTControlCharacters } from "node:util";
import { pathWithPnpm } from "./install.mjs";
import { countReports, deleteReports } from "./reports.mjs";
import { childEnv, runCollected, turbo } from "./run.mjs";

const STAGES = [
  { name: "types", tasks: ["typecheck"] },
  { name: "style", tasks: ["//#style"] },
  { name: "packages", tasks: ["test"], filters: ["--filter=./packages/*", "--filter=./tools"] },
  { name: "labs", tasks: ["test", "test:solution"], filters: ["--filter=./labs/*"] },
  { name: "content", tasks: ["//#content"] },
];

export async function runEverything({ strict, force }) {
  const env = childEnv({ PATH: await pathWithPnpm(), ...(strict && { LAB_STRICT: "1" }) });
  deleteReports();
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
  const count = countReports();
  // A stage can break without any test having failed: a type error, a crash.
  const failed = Math.max(count.failed, brokenStages);
  console.log(
    `\n${count.exercises} exercises: ${count.done} done, ${count.toDo} to do; ` +
      `${count.solved} of ${count.exercises} solutions done`,
  );
  console.log(`${count.passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
