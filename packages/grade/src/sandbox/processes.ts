/**
 * What the kernel says of the processes of a sandbox, from outside: their processor time, whether any
 * of them could run, and a way to stop them. For levels without control groups, and for clocks that
 * must tell a program that waits from one that waits for a processor.
 *
 * bubblewrap's process is not the one that works: it waits for the namespace's init, which waits for
 * Node. The tree is walked down to where the work is done.
 *
 * Source: proc(5); /proc/PID/task/TID/schedstat after Documentation/scheduler/sched-stats.rst.
 */
import { readdirSync, readFileSync } from "node:fs";

const NS_PER_TICK = 1e7; // USER_HZ is 100 on all architectures of ours
/** The smallest there are: of larger ones, too little is counted, and never too much. */
const PAGE_BYTES = 4096;
/** Running, or waiting for a processor or a disk: it would go on if the machine were free. */
const CAN_RUN = /[RD]/;
/** bubblewrap, the namespace's init, Node. */
const SEALED_DEPTH = 3;

export class ProcessTree {
  readonly #root: number;
  readonly #isSealed: boolean;
  #known: readonly number[] = [];
  /** Of each thread that was seen, ended ones included. */
  readonly #threadNs = new Map<string, number>();

  /** @param isSealed whether what runs in it can start no further process */
  constructor(root: number, isSealed: boolean) {
    this.#root = root;
    this.#isSealed = isSealed;
  }

  /** Where the student's code runs; undefined as long as it has not been started. */
  get worker(): number | undefined {
    const pids = this.pids();
    return this.#isSealed ? pids[SEALED_DEPTH - 1] : pids[0];
  }

  /** From the outermost inwards; empty when it is over, and where there is no /proc. */
  pids(): readonly number[] {
    if (this.#isSealed && this.#known.length === SEALED_DEPTH) return this.#known;
    const found: number[] = [];
    const walk = (pid: number): void => {
      found.push(pid);
      for (const child of childrenOf(pid)) walk(child);
    };
    if (statOf(this.#root) !== undefined) walk(this.#root);
    this.#known = found;
    return found;
  }

  /**
   * Processor time of all threads. What a thread did between the last look at it and its end is
   * known to 20 ms. Undefined where nobody tells.
   */
  cpuNs(): number | undefined {
    let isKnown = false;
    let byTicks = 0;
    for (const pid of this.pids()) {
      const stat = statOf(pid);
      if (stat === undefined) continue;
      isKnown = true;
      byTicks += stat.ticks * NS_PER_TICK;
      for (const tid of threadsOf(pid)) {
        const ns = Number(read(`/proc/${pid}/task/${tid}/schedstat`)?.split(" ")[0]);
        if (ns > 0) this.#threadNs.set(`${pid}/${tid}`, ns);
      }
    }
    if (!isKnown) return undefined;
    let byThreads = 0;
    for (const ns of this.#threadNs.values()) byThreads += ns;
    return Math.max(byTicks, byThreads); // neither ever says too much
  }

  /**
   * Memory that was used for the first time so far, given back or not: pages that the kernel had to
   * provide. Undefined where nobody tells.
   */
  touchedBytes(): number | undefined {
    const faults = this.pids().flatMap((pid) => statOf(pid)?.faults ?? []);
    return faults.length === 0 ? undefined : PAGE_BYTES * faults.reduce((a, b) => a + b);
  }

  /** Whether all of its threads wait for something that is no processor; false if nobody tells. */
  isWaiting(): boolean {
    const { worker } = this;
    if (worker === undefined) return false;
    return this.#isSealed ? isProcessWaiting(worker) : this.pids().every(isProcessWaiting);
  }

  /** Stops what runs in it. @returns whether all of its threads stand still now */
  stop(): boolean {
    const { worker } = this;
    if (!this.#isSealed || worker === undefined) return false;
    if (!signalled(worker, "SIGSTOP")) return true;
    for (let look = 0; look < MOST_LOOKS; look++) {
      const states = threadsOf(worker).map((tid) => stateOf(`/proc/${worker}/task/${tid}/stat`));
      if (states.length > 0 && states.every((state) => state === "T")) return true;
    }
    return false;
  }

  resume(): void {
    const { worker } = this;
    if (this.#isSealed && worker !== undefined) signalled(worker, "SIGCONT");
  }
}

/** A stop is a matter of microseconds; each look takes some. */
const MOST_LOOKS = 1_000;

/** What a thread of this process is about. */
export class ThreadClock {
  readonly #stat: string;
  readonly #schedstat: string;

  /** @param place what /proc/thread-self points to, as "123/task/125" */
  constructor(place: string) {
    this.#stat = `/proc/${place}/stat`;
    this.#schedstat = `/proc/${place}/schedstat`;
  }

  /** Undefined where nobody tells. */
  cpuNs(): number | undefined {
    const text = read(this.#schedstat);
    return text === undefined ? undefined : Number(text.split(" ")[0]);
  }

  isWaiting(): boolean {
    const state = stateOf(this.#stat);
    return state !== undefined && !CAN_RUN.test(state);
  }
}

/** Whether there was anybody to take it. */
function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function isProcessWaiting(pid: number): boolean {
  return threadsOf(pid).every((tid) => {
    const state = stateOf(`/proc/${pid}/task/${tid}/stat`);
    return state === undefined || !CAN_RUN.test(state);
  });
}

function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((tid) =>
    (read(`/proc/${pid}/task/${tid}/children`) ?? "").split(" ").filter(Boolean).map(Number),
  );
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // it has ended meanwhile
  }
}

/** The name of a program may have spaces and brackets in it; what follows the last one is fixed. */
function fieldsOf(file: string): string[] | undefined {
  const text = read(file);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

const stateOf = (file: string): string | undefined => fieldsOf(file)?.[0];

function statOf(pid: number): { readonly ticks: number; readonly faults: number } | undefined {
  const fields = fieldsOf(`/proc/${pid}/stat`);
  // minflt, utime and stime: fields 10, 14 and 15; the third one is the first here.
  return fields && { faults: Number(fields[7]), ticks: Number(fields[11]) + Number(fields[12]) };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
