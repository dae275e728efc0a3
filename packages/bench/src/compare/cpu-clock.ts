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
  /** Of each thread, ns on a processor. */
  readonly threads: ReadonlyMap<string, number>;
  /** Of the main thread, ns ready but not running. */
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
  const threads = new Map<string, number>();
  let waitNs = 0;
  try {
    for (const id of readdirSync(`/proc/${pid}/task`)) {
      const counters = readThread(pid, id);
      if (counters === undefined) continue;
      threads.set(id, counters.runNs);
      if (id === String(pid)) waitNs = counters.waitNs;
    }
  } catch {
    return undefined;
  }
  return threads.size > 0 ? { threads, waitNs } : undefined;
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

/** Time of all threads between two readings, ns. */
export function cpuBetween(before: CpuReading, after: CpuReading): number {
  let total = 0;
  for (const [id, ns] of after.threads) total += ns - (before.threads.get(id) ?? 0);
  return total;
}

/** A thread may end between listing and reading. */
function readThread(pid: number, id: string): { runNs: number; waitNs: number } | undefined {
  try {
    const [run, wait] = readFileSync(`/proc/${pid}/task/${id}/schedstat`, "utf8").split(" ");
    return { runNs: Number(run), waitNs: Number(wait) };
  } catch {
    return undefined;
  }
}
