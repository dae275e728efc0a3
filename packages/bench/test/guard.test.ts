/** What is left behind when hpts is ended in the middle: nothing. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, test } from "vitest";

const BENCH = new URL("../src/index.ts", import.meta.url).href;
const COMPARE = new URL("../src/compare.ts", import.meta.url).href;

/** Its own process id goes into a file; then nothing can be said to it any more. */
const ENDLESS = `import { appendFileSync } from "node:fs";
const endless = () => { appendFileSync(process.env.PIDS!, process.pid + "\\n"); for (;;); };`;

describe
  .skipIf(process.platform === "win32")
  .concurrent("a process that is ended in the middle", () => {
    test.for([
      ["SIGKILL", "bench"],
      ["SIGINT", "compare"],
    ] as const)(
      "by %s leaves no child and no folder: %s",
      async ([signal, verb], { expect, onTestFinished }) => {
        const dir = mkdtempSync(join(tmpdir(), "hpts-ended-"));
        onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
        const pids = (): number[] => {
          const file = join(dir, "pids");
          return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
        };
        const ends =
          verb === "bench"
            ? 'import { bench } from "@hpts/bench"; export const one = bench("one", { fn: endless });'
            : "export default endless;";
        writeFileSync(join(dir, "endless.ts"), `${ENDLESS}\n${ends}\n`);
        const file = JSON.stringify(join(dir, "endless.ts"));
        const running = start(
          dir,
          verb === "bench"
            ? `const { runFile } = await import(${JSON.stringify(BENCH)}); await runFile(${file});`
            : `const { compare } = await import(${JSON.stringify(COMPARE)});
           await compare({ file: ${file} }, { file: ${file} }, { limitMs: 60_000 });`,
        );

        onTestFinished(() => void running.kill("SIGKILL"));

        await until(() => pids().length > 0);
        const before = readdirSync(join(dir, "tmp")).filter((name) => name.startsWith("hpts-"));
        running.kill(signal);

        expect(before).toHaveLength(1);
        await until(() => !pids().some(isAlive));
        await until(() => !readdirSync(join(dir, "tmp")).some((name) => name.startsWith("hpts-")));
      },
    );
  });

/** The test's own limit ends a wait that has no end. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}

function start(dir: string, script: string): ChildProcess {
  writeFileSync(join(dir, "main.mts"), script);
  const env = { ...process.env, PIDS: join(dir, "pids"), TMPDIR: join(dir, "tmp") };
  mkdirSync(env.TMPDIR);
  return spawn(process.execPath, ["--import", "tsx", join(dir, "main.mts")], {
    cwd: import.meta.dirname,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
