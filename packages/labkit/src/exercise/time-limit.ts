/**
 * Runs a check with a time limit that also ends a loop without end.
 *
 * Three ways to never finish, and what ends each:
 *
 *     a loop in synchronous code     node:vm's time limit stops it like an exception
 *     a promise that stays pending   a timer wins the race
 *     a loop after an `await`        the monitor thread ends the process (see monitor.ts)
 */
import { Script } from "node:vm";
import { sharedMonitor } from "./monitor.ts";

/** How long after the limit node:vm steps in: the monitor has looked at the stack by then. */
const STOP_AFTER_MS = 700;

/** A check took longer than its limit and was stopped; the stack leads to the loop. */
export class TimeLimitError extends Error {
  readonly code = "HPTS_LABKIT_TIME_LIMIT";

  constructor(message: string, stack: string | undefined) {
    super(message);
    this.name = "TimeLimitError";
    if (stack !== undefined) this.stack = `${this.name}: ${message}\n${stack}`;
  }
}

const CALL_KEY = "hpts.limited-call";
const callScript = new Script(`globalThis[Symbol.for("${CALL_KEY}")]()`, {
  filename: "node:hpts/limited-call",
});

/**
 * @param label what the check is called, for the report of a process that had to be killed
 * @throws TimeLimitError after `limitMs`, with the stack of the loop if there was one
 */
export async function runWithin(
  limitMs: number,
  label: string,
  check: () => unknown,
): Promise<void> {
  const monitor = sharedMonitor();
  monitor.start("check", label, limitMs);
  let timer: NodeJS.Timeout | undefined;
  try {
    const pending = callWithin(limitMs + STOP_AFTER_MS, check);
    if (!isPromiseLike(pending)) return;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new TimeLimitError(waitedText(limitMs), "")), limitMs);
    });
    await Promise.race([pending, tooLate]);
  } catch (error) {
    if (!isVmTimeout(error)) throw error;
    throw new TimeLimitError(loopedText(limitMs), monitor.stop() ?? "");
  } finally {
    clearTimeout(timer);
    monitor.stop();
  }
}

function callWithin(ms: number, call: () => unknown): unknown {
  const store = globalThis as Record<symbol, unknown>;
  store[Symbol.for(CALL_KEY)] = call;
  return callScript.runInThisContext({ timeout: ms });
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";
}

function isVmTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

const seconds = (ms: number): string => `${ms / 1000} s`;

/** What the student reads about a loop; `checklist/explain.ts` adds the place. */
function loopedText(limitMs: number): string {
  return `still running after ${seconds(limitMs)}: is there a loop that never ends?${advice()}`;
}

function waitedText(limitMs: number): string {
  return `still waiting after ${seconds(limitMs)}: is there a promise that nobody resolves?${advice()}`;
}

/** At a breakpoint the time goes on. Whoever has set the limit knows. */
function advice(): string {
  return process.env["LAB_LIMIT_MS"]
    ? ""
    : " (in a debugger, set LAB_LIMIT_MS=600000: ten minutes)";
}
