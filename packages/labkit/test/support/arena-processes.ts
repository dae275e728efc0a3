/** For tests about processes that go wrong. */
import { setTimeout as sleep } from "node:timers/promises";

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Whether a process has ended, or does so within some milliseconds. */
export async function ends(pid: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 20) {
    if (!isRunning(pid)) return true;
    await sleep(20);
  }
  return !isRunning(pid);
}

/**
 * What `action` gives, or the error that nobody catches meanwhile. vitest does not see that error:
 * it would call the whole run failed.
 */
export async function orUncaught<T>(action: () => Promise<T>): Promise<T | Error> {
  const listeners = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  try {
    const uncaught = new Promise<Error>((resolve) => process.once("uncaughtException", resolve));
    return await Promise.race([action(), uncaught]);
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of listeners) process.on("uncaughtException", listener);
  }
}
