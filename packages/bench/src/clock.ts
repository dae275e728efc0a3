/**
 * The clocks of a measurement, and what they cost.
 *
 *   wall  `performance.now()`, ms. Not hrtime.bigint: its arithmetic allocates in hot loops.
 *   CPU   ns that the main thread has run (`process.threadCpuUsage`, from Node 23.9 on), or else the
 *         process with its helper threads (`process.cpuUsage`); steps of 1 µs, on Windows 15.6 ms
 *   wait  ns that the main thread was ready, but had to wait for a core: Linux' /proc/self/schedstat
 *         (kernel Documentation/scheduler/sched-stats). Its first number, the time run, is only
 *         brought up to date when the thread is interrupted: within 1.5 ms mostly not at all.
 *
 * Everything that decides takes a `Clock`, so that tests bring their own.
 */
import { openSync, readSync } from "node:fs";

export type CpuClock = "thread" | "process" | "none";

export interface Clock {
  /** Wall time in ms, from any beginning. */
  nowMs(): number;
  /** Writes ns on the CPU into `into[0]` and ns waited for a core into `into[1]`. */
  readCpu(into: Float64Array): void;
  readonly cpuClock: CpuClock;
}

/** What one look at the clock costs, and its smallest step; ns. */
export interface TimerFacts {
  readonly costNs: number;
  readonly stepNs: number;
}

/** This machine's clocks. */
export function systemClock(): Clock {
  const fd = openSchedstat();
  const bytes = Buffer.alloc(80);
  const usage = cpuReader();
  return {
    nowMs: () => performance.now(),
    readCpu(into) {
      if (fd === undefined) into[1] = 0;
      else parsePair(bytes, readSync(fd, bytes, 0, bytes.length, 0), into);
      into[0] = usage.readNs();
    },
    cpuClock: usage.cpuClock,
  };
}

function cpuReader(): { readNs: () => number; cpuClock: CpuClock } {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  const read = threadCpuUsage?.bind(process) ?? process.cpuUsage.bind(process);
  const readNs = (): number => {
    const { user, system } = read();
    return (user + system) * 1000;
  };
  return { readNs, cpuClock: threadCpuUsage === undefined ? "process" : "thread" };
}

function openSchedstat(): number | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return openSync("/proc/self/schedstat", "r");
  } catch {
    return undefined; // a kernel without it
  }
}

/** "run wait timeslices\n" without making a string of it. */
function parsePair(bytes: Buffer, length: number, into: Float64Array): void {
  let field = 0;
  let value = 0;
  for (let i = 0; i < length && field < 2; i++) {
    const byte = bytes[i]!;
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48);
    } else {
      into[field++] = value;
      value = 0;
    }
  }
}

/** Runs of looks; the cost is that of the fastest run, since noise only adds. */
const RUNS = 20;
const LOOKS = 1000;
/** A coarse clock stands still for many looks, and one step has to be seen: some seconds of looking. */
const MOST_RUNS = 50_000;

/** Looks at the clock many times; `stepNs` is the smallest difference that was seen. */
export function measureTimer(clock: Pick<Clock, "nowMs">): TimerFacts {
  let stepMs = Number.POSITIVE_INFINITY;
  let runMs = Number.POSITIVE_INFINITY;
  const seesNothing = (): boolean => stepMs === Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS || (seesNothing() && run < MOST_RUNS); run++) {
    const startMs = clock.nowMs();
    let lastMs = startMs;
    for (let look = 0; look < LOOKS; look++) {
      const nowMs = clock.nowMs();
      if (nowMs > lastMs) stepMs = Math.min(stepMs, nowMs - lastMs);
      lastMs = nowMs;
    }
    runMs = Math.min(runMs, lastMs - startMs);
  }
  return { costNs: (runMs * 1e6) / LOOKS, stepNs: stepMs * 1e6 };
}
