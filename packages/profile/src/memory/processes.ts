/**
 * Resident memory of a process and of all below it, from outside.
 *
 *   Linux   /proc/<pid>/status and /proc/<pid>/task/<tid>/children; about 50 us a process
 *   macOS   `ps`, which is started for each reading: 5 to 10 ms
 *   Windows no such way without a native module: a Node program measures itself (memory-inside.cjs)
 *
 * Resident memory counts pages that several processes share once for each of them: a sum over
 * children is an upper bound.
 */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface ProcessReading {
  readonly pid: number;
  readonly rssBytes: number;
  /** The highest so far, where the system says it. */
  readonly highWaterBytes: number | undefined;
}

/** The process itself first, then what is below it; empty when it is gone. */
export type ProcessReader = (
  pid: number,
  withChildren: boolean,
) => readonly ProcessReading[] | Promise<readonly ProcessReading[]>;

/** @returns undefined where nothing can be read from outside */
export function processReader(platform: NodeJS.Platform): ProcessReader | undefined {
  if (platform === "linux") return readFromProc;
  return platform === "win32" ? undefined : readFromPs;
}

export function readFromProc(pid: number, withChildren: boolean): readonly ProcessReading[] {
  const found: ProcessReading[] = [];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const status = readText(`/proc/${next}/status`);
    const rssBytes = kibibytes(status, "VmRSS");
    // A process that has ended and was not waited for yet has no memory any more.
    if (rssBytes !== undefined) {
      found.push({ pid: next, rssBytes, highWaterBytes: kibibytes(status, "VmHWM") });
    }
    if (withChildren) open.push(...childrenOf(next));
  }
  return found;
}

/** A child belongs to the thread that started it. */
function childrenOf(pid: number): number[] {
  let threads: string[];
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
  return threads.flatMap((thread) =>
    readText(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
}

function kibibytes(status: string, field: string): number | undefined {
  const kib = new RegExp(`^${field}:\\s*(\\d+)`, "m").exec(status)?.[1];
  return kib === undefined ? undefined : Number(kib) * 1024;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

export async function readFromPs(
  pid: number,
  withChildren: boolean,
): Promise<readonly ProcessReading[]> {
  const table = parsePs(await ps());
  const found: ProcessReading[] = [];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const row = table.get(next);
    if (row === undefined) continue;
    found.push({ pid: next, rssBytes: row.rssBytes, highWaterBytes: undefined });
    if (!withChildren) continue;
    for (const [child, { parent }] of table) if (parent === next) open.push(child);
  }
  return found;
}

function ps(): Promise<string> {
  return new Promise((resolve) => {
    execFile("ps", ["-axo", "pid=,ppid=,rss="], (error, stdout) => resolve(error ? "" : stdout));
  });
}

function parsePs(text: string): Map<number, { parent: number; rssBytes: number }> {
  const rows = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(
    rows.map(([pid = 0, parent = 0, kib = 0]) => [pid, { parent, rssBytes: kib * 1024 }]),
  );
}
