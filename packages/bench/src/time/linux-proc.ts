/** What Linux says in /proc; undefined everywhere else. Source: proc(5). */
import { readFileSync } from "node:fs";

/** USER_HZ: 100 on every architecture that Node runs on. */
const TICK_MS = 10;
const CUTIME_FIELD = 15;

/** CPU time of all children that this process has waited for, in ticks of 10 ms. */
export function childrenTimes(): { userMs: number; sysMs: number } | undefined {
  const text = read("/proc/self/stat");
  if (text === undefined) return undefined;
  // The second field may hold blanks: count from its closing bracket, after which the third begins.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [user, sys] = fields.slice(CUTIME_FIELD - 2, CUTIME_FIELD).map(Number);
  return { userMs: user! * TICK_MS, sysMs: sys! * TICK_MS };
}

/** The peak of a process's resident memory so far. */
export function peakBytes(pid: number): number | undefined {
  const kib = /^VmHWM:\s*(\d+)/m.exec(read(`/proc/${pid}/status`) ?? "")?.[1];
  return kib === undefined ? undefined : Number(kib) * 1024;
}

export function firstChild(pid: number): number | undefined {
  const child = read(`/proc/${pid}/task/${pid}/children`)?.trim().split(" ")[0];
  return child ? Number(child) : undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined;
  }
}
