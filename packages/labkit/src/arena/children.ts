/**
 * A few child processes that work through jobs. One that dies (a loop that the monitor ended, a
 * process.exit, a crash) is replaced.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { STUCK_MARK, type Stuck } from "../exercise/monitor.ts";
import type { Job, JobResult, SpecRun } from "./outcome.ts";

const MONITOR_FILE = fileURLToPath(new URL("../../runtime/monitor.mjs", import.meta.url));
const MOST_CHILDREN = 4;
/** After its own monitor has failed to end a job, the process is killed from outside. */
const PATIENCE_MS = 5_000;

export type NewJob = Omit<Job, "id">;

export interface Children {
  /**
   * Runs jobs, some at a time. Results in the order of the jobs; those after a run for which `until`
   * says so are left out.
   */
  run(jobs: readonly NewJob[], until?: (run: SpecRun) => boolean): Promise<(SpecRun | undefined)[]>;
  close(): void;
}

export function startChildren(childFile: string, catalogueFile: string): Children {
  const size = Math.min(availableParallelism(), MOST_CHILDREN);
  const idle: Child[] = [];
  const alive = new Set<Child>();
  let nextId = 1;

  function takeChild(): Child {
    for (let child = idle.pop(); child !== undefined; child = idle.pop()) {
      if (!child.isDead) return child;
      alive.delete(child);
    }
    const child = new Child(childFile, catalogueFile);
    alive.add(child);
    return child;
  }

  function giveBack(child: Child): void {
    if (child.isDead) alive.delete(child);
    else idle.push(child);
  }

  return {
    async run(jobs, until = () => false) {
      const results = new Array<SpecRun | undefined>(jobs.length);
      const waiting = [...jobs.entries()];
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [index, job] = next;
          const child = takeChild();
          const run = await child.run({ ...job, id: nextId++ });
          giveBack(child);
          results[index] = run;
          if (until(run)) waiting.length = 0;
        }
      };
      await Promise.all(Array.from({ length: Math.min(size, jobs.length) }, work));
      return results;
    },
    close() {
      for (const child of alive) child.kill();
      alive.clear();
      idle.length = 0;
    },
  };
}

class Child {
  readonly #process: ChildProcess;
  #errors = "";
  #onEnd: (() => void) | undefined;
  isDead = false;

  constructor(childFile: string, catalogueFile: string) {
    this.#process = fork(childFile, [MONITOR_FILE, catalogueFile], {
      // What tests print is not shown: they run dozens of times.
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "advanced",
    });
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-20_000);
    });
    // "close" comes after the last of stderr, unlike "exit"; a failed send comes as "error".
    const end = (): void => {
      this.isDead = true;
      this.#onEnd?.();
    };
    this.#process.on("close", end).on("error", end);
  }

  run(job: Job): Promise<SpecRun> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.kill(), job.limitMs + PATIENCE_MS);
      const done = (run: SpecRun): void => {
        clearTimeout(timer);
        this.#process.off("message", onMessage);
        this.#onEnd = undefined;
        resolve(run);
      };
      const onMessage = ({ id, run }: JobResult): void => {
        if (id === job.id) done(run);
      };
      this.#onEnd = () => done(crashOf(this.#errors, job));
      this.#process.on("message", onMessage);
      this.#process.send(job);
    });
  }

  kill(): void {
    this.isDead = true;
    this.#process.kill("SIGKILL");
  }
}

function crashOf(errors: string, { limitMs }: Job): SpecRun {
  const line = errors.split("\n").find((text) => text.startsWith(STUCK_MARK));
  const nothing = { tests: [], late: [], todos: [], made: 0, durationMs: limitMs };
  if (line === undefined) {
    const message = `the tests ended their process: ${lastLine(errors)}`;
    return { ...nothing, crash: { message, stack: "" } };
  }
  const message = `did not end within ${limitMs / 1000} s`;
  return { ...nothing, crash: { message, stack: stackOf(line), timedOut: true } };
}

function stackOf(line: string): string {
  return (JSON.parse(line.slice(STUCK_MARK.length)) as Stuck).stack;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) || "did they call process.exit()?";
}
