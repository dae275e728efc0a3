/**
 * From saving a starter file to the verdict on the screen, under `hpts watch`.
 *
 *     pnpm measure:watch        about two minutes; writes docs/measurements/watch-feedback.md
 *
 * The clock starts before the file is written and stops when the line that ends a checklist has
 * arrived. The lab is done, so every check really computes what it checks.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { installedClone } from "./clone.ts";
import { conditions, publish, row, TABLE_HEAD } from "./report.ts";

const SAMPLES = 30;
/** A person does not save faster than this, and the next process is ready by then. */
const PAUSE_MS = 700;

/** Saved file -> what it touches. */
const EDITS = [
  ["visualize.ts", "one exercise (M7)"],
  ["steps.ts", "four exercises (M4 to M7)"],
  ["particle.ts", "all seven exercises"],
] as const;

const clone = installedClone(["modeling"]);
const watcher = startWatcher(clone.dir);
const samples = new Map<string, number[]>();
try {
  await watcher.verdict();
  // Alternated, so that a slow minute of the machine hits all of them alike.
  for (let i = 0; i < SAMPLES; i++) {
    for (const [file] of EDITS) {
      await sleep(PAUSE_MS);
      samples.set(file, [...(samples.get(file) ?? []), await saveAndWait(file, i)]);
    }
  }
} finally {
  watcher.process.kill("SIGINT");
  clone.remove();
}

const rows = EDITS.map(([file, touches]) => row(`${file}: ${touches}`, samples.get(file) ?? []));
publish(
  "watch-feedback",
  `# From saving to the verdict

How long a student waits under \`hpts watch modeling\`, from saving a starter file to the last line of
the new checklist. Target: median under 300 ms on 2 cores.

${TABLE_HEAD}
${rows.join("\n")}

${conditions()}
Command: \`pnpm measure:watch\`.
`,
);

async function saveAndWait(file: string, i: number): Promise<number> {
  const path = join(clone.dir, "labs", "modeling", "starter", file);
  const text = readFileSync(path, "utf8").replace(/\/\/ edit .*\n$/, "");
  const verdict = watcher.verdict();
  const start = performance.now();
  writeFileSync(path, `${text}// edit ${i}\n`);
  await verdict;
  return performance.now() - start;
}

function startWatcher(cwd: string): { process: ChildProcess; verdict(): Promise<void> } {
  const args = ["packages/cli/bin/hpts.mjs", "watch", "modeling"];
  const env = { ...process.env, INIT_CWD: cwd, NO_COLOR: "1" };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  let arrived: (() => void) | undefined;
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    if (!/^checked .* in \d+ ms$/m.test(text)) return;
    if (!text.includes("7 done, 0 failing")) throw new Error(`the lab is not done:\n${text}`);
    text = "";
    arrived?.();
  });
  return {
    process: child,
    verdict: () =>
      new Promise((resolve) => {
        arrived = resolve;
      }),
  };
}
