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
import type { PoolOptions, PoolWorker, WorkerRequest } from "vitest/node";
import { STUCK_MARK, type Stuck } from "../exercise/monitor.ts";

/** Bytes of direct output that are kept, of a run. */
const OUTPUT_LIMIT = 64 * 1024;

export interface ProcessReport {
  /** Direct output, cut at the limit. */
  output: string;
  /** Characters of direct output that were dropped. */
  dropped: number;
  /** What each process that had to be killed was stuck in. */
  stuck: Stuck[];
}

export interface LabPool {
  readonly name: string;
  createPoolWorker(options: PoolOptions): PoolWorker;
  /** What the processes left since the last call. */
  takeReport(): ProcessReport;
  close(): void;
}

export function createLabPool({ keepSpare = false }: { keepSpare?: boolean } = {}): LabPool {
  let report = emptyReport();
  const own = new Set<ChildProcess>();
  let spare: { readonly key: string; readonly process: ChildProcess } | undefined;
  let isOpen = true;

  function start(options: PoolOptions): ChildProcess {
    const child = startProcess(options);
    for (const set of [own, alive]) {
      set.add(child);
      child.once("exit", () => set.delete(child));
    }
    return child;
  }

  function startSpare(options: PoolOptions): void {
    if (!keepSpare || !isOpen || spare !== undefined) return;
    spare = { key: keyOf(options), process: start(options) };
  }

  function takeProcess(options: PoolOptions): ChildProcess {
    if (spare?.key === keyOf(options) && spare.process.exitCode === null) {
      const { process } = spare;
      spare = undefined;
      return process;
    }
    return start(options);
  }

  return {
    name: "lab",
    createPoolWorker: (options) =>
      new LabPoolWorker(
        () => takeProcess(options),
        (text) => collect(text, report),
        () => startSpare(options),
      ),
    takeReport() {
      const taken = report;
      report = emptyReport();
      return taken;
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

const emptyReport = (): ProcessReport => ({ output: "", dropped: 0, stuck: [] });

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

function collect(text: string, report: ProcessReport): void {
  let kept = "";
  for (const line of text.split(/(?<=\n)/)) {
    if (line.startsWith(STUCK_MARK)) report.stuck.push(parseStuck(line));
    else kept += line;
  }
  const room = Math.max(0, OUTPUT_LIMIT - report.output.length);
  report.output += kept.slice(0, room);
  report.dropped += Math.max(0, kept.length - room);
}

function parseStuck(line: string): Stuck {
  try {
    return JSON.parse(line.slice(STUCK_MARK.length)) as Stuck;
  } catch {
    return { label: "", stack: "" }; // the line was cut off: stuck, but nobody knows where
  }
}

class LabPoolWorker implements PoolWorker {
  readonly name = "lab";
  readonly cacheFs = true;
  readonly #take: () => ChildProcess;
  readonly #write: (text: string) => void;
  readonly #stopped: () => void;
  #process: ChildProcess | undefined;

  constructor(take: () => ChildProcess, write: (text: string) => void, stopped: () => void) {
    this.#take = take;
    this.#write = write;
    this.#stopped = stopped;
  }

  get #running(): ChildProcess {
    if (this.#process === undefined) throw new Error("the lab's process is not running");
    return this.#process;
  }

  async start(): Promise<void> {
    if (this.#process !== undefined) return;
    this.#process = this.#take();
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding("utf8").on("data", this.#write);
    }
  }

  async stop(): Promise<void> {
    const child = this.#running;
    this.#process = undefined;
    // The process holds nothing that is worth a goodbye, and SIGKILL also ends a stuck one.
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    }
    this.#stopped();
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
