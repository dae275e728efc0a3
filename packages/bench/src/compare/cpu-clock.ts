/**
 * Processor time of another process, read from outside: the process itself has no say in it.
 *
 * Linux: /proc/<pid>/task/<thread>/schedstat, two counters in ns: time on a processor, and time
 * ready to run but waiting for one (kernel documentation, scheduler/sched-stats). 6 us a read and
 * thread. The counters of a thread that runs lag behind by up to a tick; read them when the process
 * sleeps. A thread takes its counters with it when it ends.
 */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export interface CpuReading {
  /** Of each thread: ns on a processor, and ns ready but not running. */
  readonly threads: ReadonlyMap<string, Thread>;
}

interface Thread {
  readonly runNs: number;
  readonly waitNs: number;
}

/** How the time of batches is taken; the best that the system has. */
export type ClockKind = "schedstat" | "rusage" | "wall";

export function bestClock(platform: NodeJS.Platform = process.platform): ClockKind {
  if (platform === "linux" && readCpu(process.pid) !== undefined) return "schedstat";
  // The processor clock of Windows steps by 15.6 ms.
  return platform === "win32" ? "wall" : "rusage";
}

/** None if the process is gone or the system has no such counters. */
export function readCpu(pid: number): CpuReading | undefined {
  const threads = new Map<string, Thread>();
  try {
    for (const id of readdirSync(`/proc/${pid}/task`)) {
      const counters = readThread(pid, id);
      if (counters !== undefined) threads.set(id, counters);
    }
  } catch {
    return undefined;
  }
  return threads.size > 0 ? { threads } : undefined;
}

/** Resolves when the process sleeps, and its counters are up to date; or soon after, if it does not. */
export async function fallenAsleep(pid: number): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS && isRunning(pid); looks++) await sleep(1);
}

const MOST_LOOKS = 20;

/** On a processor or waiting for one; the state stands behind the name, which may hold anything. */
function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, "utf8");
    return stat[stat.lastIndexOf(")") + 2] === "R";
  } catch {
    return false;
  }
}

/** Between two readings of a process. */
export interface CpuSpan {
  /** Of all threads, ns on a processor. */
  readonly runNs: number;
  /**
   * Of the thread that ran most, ns ready but not running. That is what a batch was late by: usually
   * the main thread's, but where it only waits for a worker, the worker's.
   */
  readonly waitNs: number;
}

export function cpuBetween(before: CpuReading, after: CpuReading): CpuSpan {
  let runNs = 0;
  let most: Thread = { runNs: -1, waitNs: 0 };
  for (const [id, now] of after.threads) {
    const then = before.threads.get(id) ?? { runNs: 0, waitNs: 0 };
    const span = { runNs: now.runNs - then.runNs, waitNs: now.waitNs - then.waitNs };
    runNs += span.runNs;
    if (span.runNs > most.runNs) most = span;
  }
  return { runNs, waitNs: most.waitNs };
}

/** A thread may end between listing and reading. */
function readThread(pid: number, id: string): Thread | undefined {
  try {
    const [run, wait] = readFileSync(`/proc/${pid}/task/${id}/schedstat`, "utf8").split(" ");
    return { runNs: Number(run), waitNs: Number(wait) };
  } catch {
    return undefined;
  }
}
