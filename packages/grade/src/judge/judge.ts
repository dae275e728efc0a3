/**
 * The judge's main thread: it starts sandboxes, keeps the clock, and ends what takes too long. It
 * never waits for anybody, so nobody can hold it up.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import type { Sandbox, SandboxMaker } from "../sandbox/sandbox.ts";
import {
  ANSWERED,
  type Answer,
  type CheckResult,
  type Flag,
  type FromThread,
  type Job,
  type Pipe,
  SHARED_BYTES,
} from "./messages.ts";

/** What came of asking one submission. */
export interface Verdicts {
  readonly checks: readonly CheckResult[];
  readonly flags: readonly Flag[];
  readonly restarts: number;
}

/** A fault of ours or of this machine; says nothing about the submission. */
export class InfrastructureError extends Error {
  readonly code = "HPTS_GRADE_INFRASTRUCTURE";
  override readonly name = "InfrastructureError";
}

export interface Judge {
  /** Submissions wait for each other. @throws InfrastructureError */
  judge(job: Omit<Job, "done" | "restarts">): Promise<Verdicts>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 20;
/** After its sandbox was killed, a thread that has not noticed loops itself. */
const PATIENCE_MS = 3_000;

export async function startJudge(sandboxes: SandboxMaker): Promise<Judge> {
  const file = await threadFile();
  return new RunningJudge(sandboxes, file);
}

class RunningJudge implements Judge {
  readonly #sandboxes: SandboxMaker;
  readonly #file: { path: string; remove(): void };
  readonly #shared = new SharedArrayBuffer(SHARED_BYTES);
  readonly #deadline: Float64Array = new Float64Array(this.#shared, 0, 1);
  readonly #flags: Int32Array = new Int32Array(this.#shared);
  #worker: Worker | undefined;
  /** Started before it is needed. */
  #ready: Sandbox | undefined;
  #current: Sandbox | undefined;
  /** The baseline's, as long as there is a race; the candidate's is the current one. */
  #rival: Sandbox | undefined;
  #isKilledForTime = false;
  /** Submissions are judged one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(sandboxes: SandboxMaker, file: { path: string; remove(): void }) {
    this.#sandboxes = sandboxes;
    this.#file = file;
    this.#ready = sandboxes.start();
  }

  judge(job: Omit<Job, "done" | "restarts">): Promise<Verdicts> {
    const verdicts = this.#last.then(() => this.#judge(job));
    this.#last = verdicts.catch(() => {});
    return verdicts;
  }

  async #judge(job: Omit<Job, "done" | "restarts">): Promise<Verdicts> {
    const checks: CheckResult[] = [];
    const flags = new Set<Flag>();
    let restarts = 0;
    for (;;) {
      const done = checks.map(({ id }) => id);
      const end = await this.#run({ ...job, done, restarts }, checks, flags);
      if (end.hung === undefined) return { checks, flags: [...flags], restarts: end.restarts };
      flags.add("timeout");
      restarts++;
      const { id, exercise, name, isHidden } = end.hung;
      const message = "took too long with what the code has given";
      const result = { id, exercise, name, isHidden, message, notes: [], durationMs: 0 };
      checks.push({ ...result, status: "timeout" });
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#ready?.kill();
    this.#dropCurrent();
    this.#file.remove();
  }

  #run(
    job: Job,
    checks: CheckResult[],
    flags: Set<Flag>,
  ): Promise<{ restarts: number; hung?: Started | undefined }> {
    return new Promise((resolve, reject) => {
      const worker = this.#startedWorker();
      let started: Started | undefined;
      const finish = (): void => {
        clearInterval(clock);
        worker.off("message", onMessage).off("error", onError);
        this.#deadline[0] = 0;
        this.#dropCurrent();
      };
      const onError = (cause: unknown): void => {
        finish();
        this.#worker = undefined;
        reject(new InfrastructureError("the judge's thread has ended", { cause }));
      };
      /** A sandbox that cannot be made is no fault of the submission. */
      const attempt = (run: () => void): void => {
        try {
          run();
        } catch (error) {
          onError(error);
          void worker.terminate();
        }
      };
      const onMessage = (message: FromThread): void => {
        if (message.type === "started") started = message;
        else if (message.type === "check") checks.push(message.result);
        else if (message.type === "flag") flags.add(message.flag);
        else if (message.type === "sandbox") attempt(() => this.#giveSandbox(worker));
        else if (message.type === "pair") attempt(() => this.#givePair(worker));
        else if (message.type === "turn") attempt(() => this.#giveTurn(worker, message.side));
        else if (message.type === "ending") void this.#tellEnding(worker);
        else if (message.type === "broken") {
          onError(new Error(message.message));
          void worker.terminate();
        } else {
          finish();
          resolve({ restarts: message.restarts });
        }
      };
      const clock = setInterval(() => {
        const overdueMs = Date.now() - this.#deadline[0]!;
        if (this.#deadline[0] === 0 || overdueMs < 0) return;
        this.#isKilledForTime = true;
        this.#current?.kill();
        this.#rival?.kill();
        if (overdueMs < PATIENCE_MS) return;
        finish();
        this.#worker = undefined;
        void worker.terminate().then(() => resolve({ restarts: job.restarts, hung: started }));
      }, LOOK_EVERY_MS);
      worker.on("message", onMessage).on("error", onError);
      worker.postMessage(job);
    });
  }

  #startedWorker(): Worker {
    this.#worker ??= new Worker(this.#file.path, {
      workerData: { shared: this.#shared },
      // Nothing of the teacher's environment is needed, and nothing must be run by its means.
      env: {},
      stdout: false,
    });
    return this.#worker;
  }

  #giveSandbox(worker: Worker): void {
    this.#dropCurrent();
    this.#isKilledForTime = false;
    this.#current = this.#ready ?? this.#sandboxes.start();
    this.#ready = this.#sandboxes.start();
    const { readFd, writeFd } = this.#current;
    this.#answer(worker, { type: "sandbox", readFd, writeFd });
  }

  #givePair(worker: Worker): void {
    this.#dropCurrent();
    this.#isKilledForTime = false;
    this.#current = this.#ready ?? this.#sandboxes.start();
    this.#ready = undefined; // one that starts meanwhile would disturb
    this.#rival = this.#sandboxes.start();
    const [baseline, candidate] = [pipeOf(this.#rival), pipeOf(this.#current)];
    this.#answer(worker, { type: "pair", baseline, candidate });
  }

  #giveTurn(worker: Worker, side: "baseline" | "candidate"): void {
    const isBaseline = side === "baseline";
    const [mine, other] = isBaseline ? [this.#rival, this.#current] : [this.#current, this.#rival];
    other?.freeze();
    mine?.thaw();
    this.#answer(worker, { type: "turn", cpuNs: mine?.cpuNs() });
  }

  async #tellEnding(worker: Worker): Promise<void> {
    const sandbox = this.#current;
    sandbox?.kill();
    const { excess, code } = (await sandbox?.ended) ?? { excess: undefined, code: null };
    const why = this.#isKilledForTime ? "time" : (excess ?? "crash");
    this.#answer(worker, { type: "ending", why, code });
  }

  #answer(worker: Worker, answer: Answer): void {
    worker.postMessage(answer);
    Atomics.store(this.#flags, ANSWERED, 1);
    Atomics.notify(this.#flags, ANSWERED);
  }

  #dropCurrent(): void {
    this.#current?.kill();
    this.#rival?.kill();
    this.#current = undefined;
    this.#rival = undefined;
  }
}

const pipeOf = ({ readFd, writeFd }: Sandbox): Pipe => ({ readFd, writeFd });

type Started = Extract<FromThread, { type: "started" }>;

/** The thread's program, bundled: Node 20 does not load TypeScript. */
async function threadFile(): Promise<{ path: string; remove(): void }> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@hpts/grade/judge-thread");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    banner: {
      js: `import { createRequire as hptsRequire } from "node:module";const require = hptsRequire(${JSON.stringify(pathToFileURL(entry).href)});`,
    },
    logLevel: "silent",
  });
  const dir = mkdtempSync(join(tmpdir(), `hpts-grade-${process.pid}-`));
  const path = join(dir, "judge-thread.mjs");
  writeFileSync(path, outputFiles[0]!.text);
  return { path, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
