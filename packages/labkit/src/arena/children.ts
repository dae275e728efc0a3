/**
 * A few child processes that work through jobs. One that dies (a loop that the monitor ended, a
 * process.exit, a crash) is replaced, and the job says what happened.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { STUCK_MARK, type Stuck } from "../exercise/monitor.ts";
import type { Job, JobResult, SpecRun } from "./outcome.ts";

const MONITOR_FILE = fileURLToPath(new URL("../../runtime/monitor.mjs", import.meta.url));
const MOST_CHILDREN = 4;

export interface Children {
  run(jobs: readonly Omit<Job, "id">[]): Promise<SpecRun[]>;
  close(): void;
}

export function startChildren(childFile: string, catalogueFile: string): Children {
  const size = Math.min(availableParallelism(), MOST_CHILDREN);
  const idle: Child[] = [];
  let nextId = 1;

  return {
    async run(jobs) {
      const results: SpecRun[] = [];
      const waiting = [...jobs.entries()];
      const work = async (): Promise<void> => {
        let child = idle.pop() ?? new Child(childFile, catalogueFile);
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [index, job] = next;
          results[index] = await child.run({ ...job, id: nextId++ });
          if (child.isDead) child = new Child(childFile, catalogueFile);
        }
        idle.push(child);
      };
      await Promise.all(Array.from({ length: Math.min(size, jobs.length) }, work));
      return results;
    },
    close() {
      for (const child of idle.splice(0)) child.kill();
    },
  };
}

class Child {
  readonly #process: ChildProcess;
  #errors = "";
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
  }

  run(job: Job): Promise<SpecRun> {
    return new Promise((resolve) => {
      const onMessage = ({ id, run }: JobResult): void => {
        if (id !== job.id) return;
        this.#process.off("message", onMessage).off("close", onClose);
        resolve(run);
      };
      // "close" comes after the last of stderr, unlike "exit".
      const onClose = (): void => {
        this.isDead = true;
        resolve(crashOf(this.#errors, job));
      };
      this.#process.on("message", onMessage);
      this.#process.once("close", onClose);
      this.#process.send(job);
    });
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }
}

function crashOf(errors: string, { limitMs }: Job): SpecRun {
  const line = errors.split("\n").find((text) => text.startsWith(STUCK_MARK));
  const crash =
    line === undefined
      ? { message: `the tests ended their process: ${lastLine(errors)}`, stack: "" }
      : { message: `did not end within ${limitMs / 1000} s`, stack: stackOf(line) };
  return { tests: [], crash, late: [], todos: [], made: 0, durationMs: limitMs };
}

function stackOf(line: string): string {
  return (JSON.parse(line.slice(STUCK_MARK.length)) as Stuck).stack;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) || "did they call process.exit()?";
}
