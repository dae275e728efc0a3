/** Runs a measurement in a process of its own, which can be stopped with all that it has started. */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Lab } from "@hpts/labkit/lab";
import type { ChildMessage, Order, Report } from "./child-messages.ts";
import { removeStages } from "./stage.ts";

export interface Measuring {
  readonly lab: Lab;
  readonly kind: Order["kind"];
  readonly options: Order["options"];
  /** Ends the work at once. */
  readonly signal: AbortSignal;
  readonly report: Report;
}

/** Far above what any step allows itself: for what hangs where nobody looks. */
const MOST_MS = 300_000;

/** @throws Error with what the process said, or how it ended */
export async function inChild<T>({ lab, kind, options, signal, report }: Measuring): Promise<T> {
  signal.throwIfAborted();
  const child = start();
  const stop = (): void => endGroup(child);
  signal.addEventListener("abort", stop, { once: true });
  process.once("exit", stop);
  const timer = setTimeout(stop, MOST_MS);
  try {
    return await answerOf<T>(child, { kind, labDir: lab.dir, options }, report);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    process.removeListener("exit", stop);
    endGroup(child);
    removeStages(lab.dir);
  }
}

function start(): ChildProcess {
  // By its name: the command's own code is bundled, and lies elsewhere.
  const file = createRequire(import.meta.url).resolve("@hpts/workbench/measure-child");
  const loader = file.endsWith(".ts")
    ? ["--import", createRequire(import.meta.url).resolve("tsx")]
    : [];
  return spawn(process.execPath, [...loader, file], {
    detached: process.platform !== "win32", // leads a group
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    windowsHide: true,
  });
}

function answerOf<T>(child: ChildProcess, order: Order, report: Report): Promise<T> {
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-4000);
  });
  return new Promise<T>((resolve, reject) => {
    child.on("message", (message: ChildMessage) => {
      if (message.type === "progress") report(message.progress);
      else if (message.type === "result") resolve(message.result as T);
      else reject(new Error(message.message));
    });
    child.once("error", reject);
    child.once("close", (code, how) => {
      const why = /^\w*Error\b.*$/m.exec(errors)?.[0] ?? errors.trim().split("\n").at(-1) ?? "";
      const ended = how === null ? `exit code ${code}` : how;
      reject(new Error(`the measurement ended early (${ended}) ${why}`.trim()));
    });
    child.send(order, () => {}); // a child that is gone is told of by "close"
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // it has ended in between
  }
}
