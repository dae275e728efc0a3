/** The same programs under CPython's profilers, as far as they are installed. */
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Timed } from "./overhead-report.ts";

/** Repeats: `profile` takes a hundred times as long as the program. */
const TIMES: Readonly<Record<string, number>> = { python: 6, cProfile: 6, profile: 2, line: 3 };

/** The system's own has the packages of the system. */
const CANDIDATES = ["python3", "/usr/bin/python3"];

export function pythonWays(programs: string): Record<string, (workload: string) => Timed> {
  const python =
    CANDIDATES.find((one) => works(one, "line_profiler")) ??
    CANDIDATES.find((one) => works(one, "cProfile"));
  if (python === undefined) return {};
  const names = ["python", "cProfile", "profile"];
  if (works(python, "line_profiler")) names.push("line");
  return Object.fromEntries(
    names.map((name) => [
      name === "line" ? "line_profiler" : name,
      (workload: string): Timed =>
        output(python, ["-B", join(programs, "main.py"), workload, String(TIMES[name]), name]),
    ]),
  );
}

function works(python: string, module: string): boolean {
  return spawnSync(python, ["-c", `import ${module}`]).status === 0;
}

/** The program's last line. */
export function output(program: string, args: readonly string[]): Timed {
  const text = execFileSync(program, args, { encoding: "utf8" });
  return JSON.parse(text.trimEnd().split("\n").at(-1) ?? "") as Timed;
}
