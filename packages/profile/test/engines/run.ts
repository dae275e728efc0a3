/** Programs of a test: written to a folder of their own, run under an engine, and its profile read. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { frameTotals, type Profile } from "../../src/index.ts";
import { type ProgramRun, type RunProgramOptions, runProgram } from "../../src/run/run-program.ts";

/** @returns the folder */
export function programFiles(files: Readonly<Record<string, string>>): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "hpts-program-")));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

/** Runs the first of the files. */
export function runFiles(
  files: Readonly<Record<string, string>>,
  options: RunProgramOptions = {},
): Promise<ProgramRun> {
  const [first = ""] = Object.keys(files);
  return runProgram(first, { cwd: programFiles(files), output: "pipe", ...options });
}

/** "total" or "total/primitive" calls, by function. */
export function callsByName(profile: Profile | undefined): Record<string, string> {
  if (profile === undefined) return {};
  const { calls, primitiveCalls } = frameTotals(profile);
  return Object.fromEntries(
    profile.frames.name.flatMap((name, i) => {
      const [all = 0, primitive = all] = [calls?.[i], primitiveCalls?.[i]];
      if (all === 0) return [];
      return [[name, all === primitive ? String(all) : `${all}/${primitive}`]];
    }),
  );
}

/** "caller > callee" of every edge of the tree, sorted. */
export function edges({ nodes, frames }: Profile): string[] {
  const name = (node: number): string => frames.name[nodes.frame[node] as number] as string;
  const all = [...nodes.parent.keys()].slice(1);
  const calls = all.filter((node) => (nodes.calls?.[node] ?? 1) > 0);
  return [...new Set(calls.map((n) => `${name(nodes.parent[n] as number)} > ${name(n)}`))].sort();
}

/** Hits by line number. */
export function hitsByLine({ lines }: Profile): Record<number, number> {
  return Object.fromEntries(
    Array.from(lines?.line ?? [], (line, i) => [line, lines?.hits?.[i] ?? 0]),
  );
}
