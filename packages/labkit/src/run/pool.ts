/**
 * Where a lab's tests run: one fresh child process a run, like vitest's own `forks` pool, with three
 * things added.
 *
 * - A process can be started *before* it is needed (`keepSpare`, after the first run): the watcher's
 *   answer then does not wait for Node and vitest to start, and still no state survives a run.
 * - What the process writes directly to stdout or stderr is captured up to a limit, so that a
 *   megabyte of output cannot bury the checklist.
 * - A process that was killed because it was stuck leaves the stack it was stuck in.
 */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PoolOptions, PoolWorker, WorkerRequest } from "vitest/node";
import { emptyReport, OutputReader, type ProcessReport } from "./process-output.ts";

/** How long to wait for the last output of a process that is gone; one that it started may hold on. */
const DRAIN_MS = 1_000;

export interface LabPool {
  readonly name: string;
  createPoolWorker(options: PoolOptions): PoolWorker;
  /** What the processes left since the last call, those included that have just died. */
  takeReport(): Promise<ProcessReport>;
  /** Kills what runs, and what is started, until `allow`; for a run that nobody waits for. */
  abort(): void;
  allow(): void;
  close(): void;
}

export function createLabPool({ keepSpare = false }: { keepSpare?: boolean } = {}): LabPool {
  let report = emptyReport();
  const own = new Set<ChildProcess>();
  /** Of processes that are gone while their last output is still on its way. */
  const draining = new Set<Promise<void>>();
  let spare: { readonly key: string; readonly process: ChildProcess } | undefined;
  let isOpen = true;
  let isAborted = false;
  const working = new Set<ChildProcess>();

  function start(options: PoolOptions): ChildProcess {
    const child = startProcess(options);
    const closed = new Promise((resolve) => child.once("close", resolve));
    readOutput(child, () => report);
    for (const set of [own, alive]) set.add(child);
    child.once("exit", () => {
      for (const set of [own, alive]) set.delete(child);
      const drained = Promise.race([closed, sleep(DRAIN_MS, undefined, { ref: false })]);
      const done = drained.then(() => void draining.delete(done));
      draining.add(done);
    });
    return child;
  }

  function startSpare(options: PoolOptions): void {
    if (!keepSpare || !isOpen || spare !== undefined) return;
    spare = { key: keyOf(options), process: start(options) };
  }

  function takeProcess(options: PoolOptions): ChildProcess {
    if (spare?.key === keyOf(options) && isRunning(spare.process)) {
      const { process } = spare;
      spare = undefined;
      return process;
    }
    return start(options);
  }

  async function drain(): Promise<void> {
    while (draining.size > 0) await Promise.all(draining);
  }

  return {
    name: "lab",
    createPoolWorker: (options) =>
      new LabPoolWorker({
        take() {
          const child = takeProcess(options);
          working.add(child);
          child.once("exit", () => {
            working.delete(child);
            startSpare(options);
          });
          if (isAborted) child.kill("SIGKILL");
          return child;
        },
        drain,
      }),
    async takeReport() {
      await drain();
      const taken = report;
      report = emptyReport();
      return taken;
    },
    abort() {
      isAborted = true;
      killAll(working);
    },
    allow() {
      isAborted = false;
    },
    close() {
      isOpen = false;
      killAll(own);
      spare = undefined;
    },
  };
}

/** The processes of all pools. One that is busy in a loop would not notice that we are gone. */
const alive = new Set<ChildProcess>();
process.once("exit", () => killAll(alive));

function killAll(children: ReadonlySet<ChildProcess>): void {
  for (const child of children) child.kill("SIGKILL");
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

const keyOf = ({ project, execArgv }: PoolOptions): string =>
  JSON.stringify([project.name, execArgv]);

function startProcess({ distPath, env, execArgv }: PoolOptions): ChildProcess {
  return fork(join(distPath, "workers", "forks.js"), [], {
    env: env as NodeJS.ProcessEnv,
    execArgv,
    stdio: "pipe",
    serialization: "advanced",
  });
}

function readOutput({ stdout, stderr }: ChildProcess, report: () => ProcessReport): void {
  for (const stream of [stdout, stderr]) {
    const reader = new OutputReader(report);
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => reader.read(text)).on("end", () => reader.end());
  }
}

interface WorkerStart {
  readonly __vitest_worker_response__: true;
  readonly type: "started";
  readonly error: Error;
}

/** vitest waits a minute and a half for the first message of a process, also of one that is gone. */
function endedBeforeStart(): WorkerStart {
  const error = new Error("the process of the lab ended before it had started");
  return { __vitest_worker_response__: true, type: "started", error };
}

interface ProcessSource {
  take(): ChildProcess;
  /** Resolves when the last output of processes that are gone has been read. */
  drain(): Promise<void>;
}

class LabPoolWorker implements PoolWorker {
  readonly name = "lab";
  readonly cacheFs = true;
  readonly #source: ProcessSource;
  #process: ChildProcess | undefined;

  constructor(source: ProcessSource) {
    this.#source = source;
  }

  get #running(): ChildProcess {
    if (this.#process === undefined) throw new Error("the lab's process is not running");
    return this.#process;
  }

  async start(): Promise<void> {
    if (this.#process !== undefined) return;
    const child = this.#source.take();
    this.#process = child;
    let hasStarted = false;
    child.on("message", (message: Partial<WorkerStart> | null) => {
      hasStarted ||= message?.type === "started";
    });
    child.once("exit", () => {
      if (!hasStarted) child.emit("message", endedBeforeStart());
    });
  }

  async stop(): Promise<void> {
    const child = this.#running;
    this.#process = undefined;
    // The process holds nothing that is worth a goodbye, and SIGKILL also ends a stuck one.
    if (isRunning(child)) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    }
    await this.#source.drain();
  }

  on(event: string, callback: (value: unknown) => void): void {
    this.#running.on(event, callback);
  }

  off(event: string, callback: (value: unknown) => void): void {
    this.#process?.off(event, callback);
  }

  send(message: WorkerRequest): void {
    this.#running.send(message);
  }

  deserialize(data: unknown): unknown {
    return data;
  }
}
