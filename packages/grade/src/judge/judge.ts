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
import { ThreadClock } from "../sandbox/processes.ts";
import type { Sandbox, SandboxMaker } from "../sandbox/sandbox.ts";
import { Allowance, LOOK_EVERY_MS } from "./allowance.ts";
import {
  ANSWERED,
  type Answer,
  type Asked,
  type CheckResult,
  type Flag,
  type FromThread,
  type Job,
  LIMITS_SET,
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
  judge(job: Asked): Promise<Verdicts>;
  close(): Promise<void>;
}

/** After its sandbox was killed, a thread that has not noticed for so many looks loops itself. */
const MOST_LOOKS_AFTER_END = 75;

const MOST_ENDING_MS = 200;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function startJudge(sandboxes: SandboxMaker): Promise<Judge> {
  const file = await threadFile();
  return new RunningJudge(sandboxes, file);
}

class RunningJudge implements Judge {
  readonly #sandboxes: SandboxMaker;
  readonly #file: { path: string; remove(): void };
  readonly #shared = new SharedArrayBuffer(SHARED_BYTES);
  readonly #limit: Float64Array = new Float64Array(this.#shared, 0, 1);
  readonly #flags: Int32Array = new Int32Array(this.#shared);
  #worker: Worker | undefined;
  /** Started before it is needed. */
  #ready: Sandbox | undefined;
  #current: Sandbox | undefined;
  /** The baseline's, as long as there is a race; the candidate's is the current one. */
  #rival: Sandbox | undefined;
  #isKilledForTime = false;
  #thread: ThreadClock | undefined;
  /** What each sandbox and the thread had worked at the last look. */
  readonly #workedMs = new WeakMap<object, number>();
  /** Submissions are judged one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(sandboxes: SandboxMaker, file: { path: string; remove(): void }) {
    this.#sandboxes = sandboxes;
    this.#file = file;
    this.#ready = sandboxes.start();
  }

  judge(job: Asked): Promise<Verdicts> {
    const verdicts = this.#last.then(() => this.#judge(job));
    this.#last = verdicts.catch(() => {});
    return verdicts;
  }

  async #judge(job: Asked): Promise<Verdicts> {
    const checks: CheckResult[] = [];
    const flags = new Set<Flag>();
    let restarts = 0;
    let foresees = true;
    for (;;) {
      const done = checks.map(({ id }) => id);
      const end = await this.#run({ ...job, done, restarts, foresees }, checks, flags);
      if (end.isUnforeseen) {
        foresees = false;
        restarts = 0;
        checks.length = 0;
        flags.clear();
        continue;
      }
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
    this.#ready?.release();
    this.#dropCurrent();
    this.#file.remove();
  }

  #run(
    job: Job,
    checks: CheckResult[],
    flags: Set<Flag>,
  ): Promise<{ restarts: number; hung?: Started | undefined; isUnforeseen?: true }> {
    return new Promise((resolve, reject) => {
      const worker = this.#startedWorker();
      let started: Started | undefined;
      const finish = (): void => {
        clearInterval(clock);
        worker.off("message", onMessages).off("error", onError);
        this.#limit[0] = 0;
      };
      /** As long as the thread runs, it may use the descriptors of its sandboxes. */
      const endThread = async (): Promise<void> => {
        finish();
        this.#worker = undefined;
        await worker.terminate();
        this.#dropCurrent();
      };
      const onError = (cause: unknown): void => {
        const why = cause instanceof Error ? cause.message : String(cause);
        const error = new InfrastructureError(`the judge's thread has ended: ${why}`, { cause });
        void endThread().then(() => reject(error));
      };
      /** A sandbox that cannot be made is no fault of the submission. */
      const attempt = (run: () => void): void => {
        try {
          run();
        } catch (error) {
          onError(error);
        }
      };
      const onMessage = (message: FromThread): void => {
        if (message.type === "started") started = message;
        else if (message.type === "thread") this.#takeThread(message.place);
        else if (message.type === "check") checks.push(message.result);
        else if (message.type === "flag") flags.add(message.flag);
        else if (message.type === "sandbox") attempt(() => this.#giveSandbox(worker));
        else if (message.type === "pair") attempt(() => this.#givePair(worker));
        else if (message.type === "turn") attempt(() => this.#giveTurn(worker, message.side));
        else if (message.type === "usage") this.#tellUsage(worker);
        else if (message.type === "ending") void this.#tellEnding(worker);
        else if (message.type === "broken") onError(new Error(message.message));
        else if (message.type === "unforeseen") {
          finish();
          this.#dropCurrent();
          resolve({ restarts: 0, isUnforeseen: true });
        } else {
          finish();
          this.#dropCurrent();
          resolve({ restarts: message.restarts });
        }
      };
      const onMessages = (messages: readonly FromThread[]): void => messages.forEach(onMessage);
      const watch = this.#watch();
      const clock = setInterval(() => {
        if (watch() === "goes on") return;
        void endThread().then(() => resolve({ restarts: job.restarts, hung: started }));
      }, LOOK_EVERY_MS);
      worker.on("message", onMessages).on("error", onError);
      worker.postMessage(job);
    });
  }

  /** Looks at the limit that the thread has set last, and ends the sandboxes that have reached it. */
  #watch(): () => "goes on" | "hangs" {
    let set = Number.NaN;
    let allowance: Allowance | undefined;
    let looksAfterEnd = 0;
    return () => {
      const now = Atomics.load(this.#flags, LIMITS_SET);
      const limitMs = this.#limit[0]!;
      const look = this.#look();
      if (now !== set) {
        set = now;
        allowance = limitMs === 0 ? undefined : new Allowance(limitMs, look.atMs);
        looksAfterEnd = 0;
        return "goes on";
      }
      if (looksAfterEnd === 0 && allowance?.note(look) !== true) return "goes on";
      this.#isKilledForTime = true;
      this.#current?.kill();
      this.#rival?.kill();
      return ++looksAfterEnd > MOST_LOOKS_AFTER_END ? "hangs" : "goes on";
    };
  }

  #look(): Parameters<Allowance["note"]>[0] {
    const sandboxes = [this.#current, this.#rival].filter((one) => one !== undefined);
    const thread = this.#thread;
    return {
      atMs: performance.now(),
      workedMs: IS_LINUX ? sum(sandboxes.map((one) => this.#sinceLastLook(one))) : undefined,
      judgedMs: thread && this.#sinceLastLook(thread),
      isStill: thread?.isWaiting() === true && sandboxes.every((one) => one.isWaiting()),
    };
  }

  #sinceLastLook(one: Pick<Sandbox, "cpuNs">): number {
    const before = this.#workedMs.get(one);
    const now = (one.cpuNs() ?? Number.NaN) / 1e6;
    if (Number.isNaN(now)) return 0;
    this.#workedMs.set(one, now);
    // What it did before anybody looked, such as starting, is not the submission's.
    return before === undefined ? 0 : Math.max(0, now - before);
  }

  #takeThread(place: string): void {
    this.#thread = place === "" ? undefined : new ThreadClock(place);
  }

  #startedWorker(): Worker {
    this.#worker ??= new Worker(this.#file.path, {
      workerData: { shared: this.#shared },
      // Nothing of the teacher's environment is needed, and nothing must be run by its means.
      env: {},
      stdout: false,
      // What a submission leaves is garbage soon: more room for it is no faster, and 30 MB more.
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
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
    // The one that is ready waits, and does nothing.
    this.#current = this.#sandboxes.start(true);
    this.#rival = this.#sandboxes.start(true);
    const [baseline, candidate] = [pipeOf(this.#rival), pipeOf(this.#current)];
    this.#answer(worker, { type: "pair", baseline, candidate });
  }

  #giveTurn(worker: Worker, side: "baseline" | "candidate"): void {
    const isBaseline = side === "baseline";
    const [mine, other] = isBaseline ? [this.#rival, this.#current] : [this.#current, this.#rival];
    const isAlone = other?.freeze() === true;
    mine?.thaw();
    this.#answer(worker, { type: "turn", cpuNs: mine?.cpuNs(), isAlone });
  }

  #tellUsage(worker: Worker): void {
    const [cpuNs, touchedBytes] = [this.#current?.cpuNs(), this.#current?.touchedBytes()];
    this.#answer(worker, { type: "usage", cpuNs, touchedBytes });
  }

  async #tellEnding(worker: Worker): Promise<void> {
    const sandbox = this.#current;
    // Who has ended alone says how, if not killed meanwhile: the same each time.
    if (!this.#isKilledForTime) await Promise.race([sandbox?.ended, pause(MOST_ENDING_MS)]);
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

  /** The thread does not use them any more. */
  #dropCurrent(): void {
    this.#current?.release();
    this.#rival?.release();
    this.#current = undefined;
    this.#rival = undefined;
  }
}

const pipeOf = ({ readFd, writeFd }: Sandbox): Pipe => ({ readFd, writeFd });

const IS_LINUX = process.platform === "linux";

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

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
