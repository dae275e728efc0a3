/** `hpts grade batch` as anybody runs it, on copies of a lab's solution. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findLab } from "@hpts/labkit/lab";
import { fail, ROOT } from "./script.ts";

const HPTS = join(ROOT, "packages", "cli", "bin", "hpts.mjs");

export interface Batch {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote to stderr. */
  readonly said: string;
}

/** Makes the folder, with a submission s0, s1, … for each copy. */
export function copySolutions(folder: string, lab: string, count: number): void {
  const solution = join(labFolder(lab), "solution");
  for (let i = 0; i < count; i++) {
    cpSync(solution, join(folder, `s${i}`), { recursive: true });
  }
}

/** A lab that is not there ends the process. */
function labFolder(lab: string): string {
  try {
    return findLab(ROOT, lab, ROOT).dir;
  } catch (error) {
    return fail((error as Error).message);
  }
}

/** @param onLine each line of stdout, a result in JSON; the last may be cut off where it is killed */
export function startBatch(
  folder: string,
  lab: string,
  options: readonly string[],
  onLine: (line: string) => void,
): Batch {
  const args = [HPTS, "grade", "batch", folder, "--lab", lab, "--json", ...options];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    said += piece;
  });
  createInterface({ input: child.stdout }).on("line", onLine);
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal, said })),
  );
  return { child, ended };
}
