/**
 * Runs a program under an engine, in a process of its own, and gives its profile. The program has the
 * terminal: its input, output and exit code are those it has without a profiler.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { profileOfRun } from "../engines/profile-of-run.ts";
import { readTables } from "../engines/run-files.ts";
import { unmatchedGlobs } from "../loader/filter.ts";
import type { Engine, Profile } from "../model/profile.ts";
import { childCode, OWN_SOURCES } from "./child-code.ts";
import { cleanEnvironment } from "./environment.ts";
import { readProblem } from "./problem.ts";
import { findProgram } from "./program.ts";

export type RunEngine = Exclude<Engine, "imported">;

export interface RunProgramOptions {
  /** @default "exact" */
  readonly engine?: RunEngine;
  /** Folder in which the program runs. @default that of this process */
  readonly cwd?: string;
  readonly args?: readonly string[];
  /** `program` is the name of a package whose command is run. @default false */
  readonly isPackage?: boolean;
  /** Between samples of V8's profiler (engines sample and count), microseconds. @default 1000 */
  readonly intervalUs?: number;
  /** Globs of files that are measured. @default all that are not in node_modules */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Engine line: only in these functions, "area" or "Circle.area". @default all */
  readonly functions?: readonly string[];
  /** What is done with the program's output. @default "inherit" */
  readonly output?: "inherit" | "ignore" | "pipe";
  /** With `output: "pipe"`, as it comes. */
  readonly onOutput?: (text: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** Nodes of the tree of calls above which recursion is folded. @default 1,000,000 */
  readonly nodeLimit?: number;
  /** Ends the program, which keeps its profile. */
  readonly signal?: AbortSignal;
}

export interface ProgramRun {
  /** Undefined if the program ended before anything could be measured, or was killed. */
  readonly profile: Profile | undefined;
  /** As a shell has it: 130 after Ctrl+C. */
  readonly exitCode: number;
  readonly exitSignal: NodeJS.Signals | undefined;
  /** "area.ts:3:5: Unexpected token": what of the program could not be loaded. */
  readonly problem: string | undefined;
  /** Globs of `include` that no file matches which was loaded and measured. */
  readonly unmatched: readonly string[];
  /** With `output: "pipe"`. */
  readonly stdout: string;
  readonly stderr: string;
}

/** @throws ProfileError if there is no such program, or its first file does not parse */
export async function runProgram(
  program: string,
  options: RunProgramOptions = {},
): Promise<ProgramRun> {
  const { cwd = process.cwd(), args = [], intervalUs = 1000, env = process.env } = options;
  const notes: string[] = [];
  const engine = engineFor(options.engine ?? "exact", notes);
  const { file, always } = findProgram(program, cwd, options.isPackage ?? false);
  const dir = mkdtempSync(join(tmpdir(), "hpts-profile-"));
  try {
    writeOptions(dir, engine, cwd, intervalUs, always, options);
    const start = pathToFileURL(childCode());
    start.searchParams.set("run", dir);
    const startedAt = new Date().toISOString();
    const child = spawn(
      process.execPath,
      ["--enable-source-maps", "--import", start.href, file, ...args],
      {
        cwd,
        env: cleanEnvironment(env),
        stdio:
          options.output === "pipe"
            ? ["ignore", "pipe", "pipe"]
            : ["inherit", options.output ?? "inherit", options.output ?? "inherit"],
      },
    );
    const ended = await endOf(child, dir, options);
    const profile = profileOfRun(dir, {
      engine,
      cwd,
      command: [program, ...args],
      startedAt,
      intervalUs,
      exit: ended.exitSignal ?? ended.exitCode,
      notes,
    });
    return {
      ...ended,
      profile,
      problem: readProblem(dir, cwd),
      unmatched: unmatchedGlobs(
        options.include ?? [],
        readTables(dir).map((table) => table.file),
        cwd,
      ),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A sampler needs a processor beside the program's. */
function engineFor(asked: RunEngine, notes: string[]): RunEngine {
  if (asked !== "exact" || availableParallelism() > 1) return asked;
  notes.push(
    "one processor only: engine count in place of exact, whose sampler needs a second one",
  );
  return "count";
}

function writeOptions(
  dir: string,
  engine: RunEngine,
  cwd: string,
  intervalUs: number,
  always: readonly string[],
  { include = [], exclude = [], functions = [], nodeLimit }: RunProgramOptions,
): void {
  const loader = {
    engine,
    filter: { include, exclude, cwd, always, own: OWN_SOURCES },
    functions,
    dir,
  };
  writeFileSync(
    join(dir, "options.json"),
    JSON.stringify({ engine, intervalUs, nodeLimit, loader }),
  );
}

type Ended = Pick<ProgramRun, "exitCode" | "exitSignal" | "stdout" | "stderr">;

const SIGNAL_NUMBERS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
};

async function endOf(
  child: ChildProcess,
  dir: string,
  { signal: abort, onOutput }: RunProgramOptions,
): Promise<Ended> {
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
      onOutput?.(text);
    });
  }
  const stopping = passSignals(child, dir);
  const onAbort = (): void => stopping.stop("SIGINT", true);
  abort?.addEventListener("abort", onAbort);
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(
      (resolve, reject) => {
        child.once("error", reject);
        child.once("close", (...how) => resolve(how));
      },
    );
    // A program that was stuck was ended by SIGKILL; what counts is the signal it was sent.
    const exitSignal = signal === "SIGKILL" ? (stopping.sent ?? signal) : signal;
    return {
      exitCode: exitSignal === null ? (code ?? 0) : 128 + (SIGNAL_NUMBERS[exitSignal] ?? 0),
      exitSignal: exitSignal ?? undefined,
      ...output,
    };
  } finally {
    abort?.removeEventListener("abort", onAbort);
    stopping.remove();
  }
}

interface Stopping {
  sent: NodeJS.Signals | undefined;
  stop(signal: NodeJS.Signals, isForwarded: boolean): void;
  remove(): void;
}

/** Signals to this process are for the program; we stay, and report. */
function passSignals(child: ChildProcess, dir: string): Stopping {
  let count = 0;
  const stopping: Stopping = {
    sent: undefined,
    stop(signal, isForwarded) {
      stopping.sent ??= signal;
      writeFileSync(join(dir, `stop-${++count}`), signal);
      if (isForwarded) child.kill(signal);
    },
    remove: () => {
      for (const [signal, listener] of listeners) process.removeListener(signal, listener);
    },
  };
  // Ctrl+C on a terminal goes to the program as well.
  const isTerminal = process.stdin.isTTY === true;
  const listeners = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => {
    const listener = (): void => stopping.stop(signal, !(signal === "SIGINT" && isTerminal));
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  return stopping;
}
