/**
 * Runs a TypeScript or JavaScript program in a process of its own, and says what its lines or its
 * functions took. The program has the terminal, and its exit code is kept.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unmatchedGlobs } from "../loader/filter.ts";
import type { FileTable } from "../loader/program-loader.ts";
import { childCode, OWN_SOURCES } from "../run/child-code.ts";
import { cleanEnvironment } from "../run/environment.ts";
import { readProblem } from "../run/problem.ts";
import { findProgram } from "../run/program.ts";
import { forwardSignals } from "./forward-signals.ts";
import { FIRST_AFTER_MS } from "./inside/progress.ts";
import type { MemoryResult, MemoryRunOptions } from "./inside/start.ts";
import { STOP_FILE } from "./inside/stop-file.ts";
import type { HeapNode } from "./sampled-heap.ts";

export interface MeasureOptions {
  readonly what: "lines" | "functions";
  /** @default that of this process */
  readonly cwd?: string;
  readonly args?: readonly string[];
  /** Only lines of these functions, "area" or "Circle.area". @default those marked, or all */
  readonly functions?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Collects before each reading: slow, and shows what is held rather than taken. @default false */
  readonly isClean?: boolean;
  /** With `isClean`: when stderr is told that it goes on. @default 5000 if the program has our stderr */
  readonly progressAfterMs?: number;
  /** Of `what: "functions"`: bytes between two samples. @default 4096 */
  readonly heapIntervalBytes?: number;
  readonly output?: "inherit" | "ignore" | "pipe";
  readonly env?: NodeJS.ProcessEnv;
}

export interface Measured {
  readonly exitCode: number;
  /** Of the main thread first; empty if the program was killed. */
  readonly lines: readonly MemoryResult[];
  readonly heaps: readonly { readonly thread: string; readonly head: HeapNode }[];
  readonly tables: readonly FileTable[];
  /** Globs of `include` that no file matches which was loaded and measured. */
  readonly unmatched: readonly string[];
  /** "area.ts:3:5: Unexpected token": what of the program could not be loaded. */
  readonly problem: string | undefined;
  /** With `output: "pipe"`. */
  readonly stdout: string;
  readonly stderr: string;
}

/** MiB of new space: so much can be taken before V8 collects. What a collection frees is known,
 * but only to a few per cent. */
const NEW_SPACE_MIB = 64;
const DEFAULT_HEAP_INTERVAL_BYTES = 4096;

/** @throws ProfileError if there is no such program, or its first file does not parse */
export async function measureProgram(program: string, options: MeasureOptions): Promise<Measured> {
  const { cwd = process.cwd(), args = [], env = process.env, what, isClean = false } = options;
  const { file, always } = findProgram(program, cwd, false);
  const dir = mkdtempSync(join(tmpdir(), "hpts-memory-"));
  try {
    writeOptions(dir, cwd, always, options);
    const start = pathToFileURL(childCode("memory/inside/start"));
    start.searchParams.set("run", dir);
    const space = [
      `--min-semi-space-size=${NEW_SPACE_MIB}`,
      `--max-semi-space-size=${NEW_SPACE_MIB}`,
    ];
    const flags = what === "functions" ? [] : isClean ? ["--expose-gc"] : space;
    const ended = await run(
      [...flags, "--enable-source-maps", "--import", start.href, file, ...args],
      { cwd, env: cleanEnvironment(env), output: options.output ?? "inherit" },
      (signal) => writeFileSync(join(dir, STOP_FILE), signal),
    );
    const read = <T>(prefix: string): T[] =>
      readdirSync(dir)
        .filter((name) => name.startsWith(prefix))
        .sort()
        .map((name) => JSON.parse(readFileSync(join(dir, name), "utf8")) as T);
    const tables = read<FileTable>("table-");
    return {
      ...ended,
      lines: read<MemoryResult>("memory-"),
      heaps: read<Measured["heaps"][number]>("heap-"),
      tables,
      unmatched: unmatchedGlobs(
        options.include ?? [],
        tables.map((table) => table.file),
        cwd,
      ),
      problem: readProblem(dir, cwd),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function writeOptions(
  dir: string,
  cwd: string,
  always: readonly string[],
  options: MeasureOptions,
): void {
  const { what, include = [], exclude = [], functions = [] } = options;
  const { heapIntervalBytes = DEFAULT_HEAP_INTERVAL_BYTES } = options;
  // Engine `sample` changes nothing in the program, and keeps what leads back to its text.
  const engine = what === "lines" ? "memory" : "sample";
  const loader = {
    engine,
    filter: { include, exclude, cwd, always, own: OWN_SOURCES },
    functions,
    dir,
  };
  const { isClean = false, output = "inherit" } = options;
  const progressAfterMs =
    options.progressAfterMs ?? (output === "inherit" ? FIRST_AFTER_MS : undefined);
  const saysProgress = isClean && progressAfterMs !== undefined;
  const memory: MemoryRunOptions = {
    heapIntervalBytes,
    ...(saysProgress && { progressAfterMs }),
  };
  writeFileSync(
    join(dir, "options.json"),
    JSON.stringify({ engine, intervalUs: 0, loader, ...memory }),
  );
}

async function run(
  args: readonly string[],
  {
    cwd,
    env,
    output,
  }: { cwd: string; env: NodeJS.ProcessEnv; output: "inherit" | "ignore" | "pipe" },
  heard: (signal: NodeJS.Signals) => void,
): Promise<Pick<Measured, "exitCode" | "stdout" | "stderr">> {
  const input = output === "pipe" ? "ignore" : "inherit";
  const child = spawn(process.execPath, args, { cwd, env, stdio: [input, output, output] });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  const stopForwarding = forwardSignals(child, heard);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        const exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
        resolve({ exitCode, ...texts });
      });
    });
  } finally {
    stopForwarding();
  }
}
