/**
 * `hpts memory run`: runs any program on our stdin, stdout and stderr, and writes its resident memory
 * to a file at regular times. Node programs also say how large their heap is (memory-inside.cjs).
 *
 * The file is whole at any time: what ends the program, or us, does not end what was measured.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { ProfileError } from "../profile-error.ts";
import { forwardSignals } from "./forward-signals.ts";
import { type ProcessReader, type ProcessReading, processReader } from "./processes.ts";
import {
  childLine,
  commandLine,
  exitLine,
  headLine,
  highWaterLine,
  memLine,
  type TimelineMeta,
} from "./timeline-file.ts";

export interface RecordOptions {
  /** Absolute path; overwritten. */
  readonly file: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether all below the program counts, too. */
  readonly children: boolean;
  /** @default 50 */
  readonly intervalMs?: number;
  /** Whether Node programs say how large their heap is. @default true */
  readonly heap?: boolean;
  /** @default what this platform has */
  readonly reader?: ProcessReader | undefined;
}

export interface Recorded {
  /** What a shell would give: 128 + n for signal n. */
  readonly exit: number;
  /** How many figures of resident memory were taken from outside. */
  readonly readings: number;
  /** What could not be measured. */
  readonly notes: readonly string[];
}

const DEFAULT_INTERVAL_MS = 50;
const LEAST_INTERVAL_MS = 1;

/** Exit codes of a shell for programs that it cannot start. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/** There is no such program, or it cannot be executed. */
export class CannotStart extends ProfileError {
  /** What a shell would exit with. */
  readonly exit: number;

  constructor(message: string, exit: number, options?: ErrorOptions) {
    super("HPTS_PROFILE_PROGRAM", message, options);
    this.exit = exit;
  }
}

/** @throws ProfileError, CannotStart */
export async function recordMemory(
  command: readonly string[],
  options: RecordOptions,
): Promise<Recorded> {
  const { intervalMs = DEFAULT_INTERVAL_MS, file, cwd, children } = options;
  if (!(Number.isFinite(intervalMs) && intervalMs >= LEAST_INTERVAL_MS)) {
    throw new ProfileError(
      "HPTS_PROFILE_OPTION",
      `--interval must be ${LEAST_INTERVAL_MS} ms or more, got ${intervalMs}`,
    );
  }
  const reader = options.reader ?? processReader(process.platform);
  const meta: TimelineMeta = { intervalMs, children, notes: notesOf(reader) };
  const output = open(file);
  const write = (text: string): void => void writeSync(output, text);
  try {
    write(headLine(meta) + commandLine(command));
    const [program = "", ...args] = command;
    const env =
      options.heap === false
        ? options.env
        : measuredEnvironment(options.env, file, intervalMs, reader === undefined);
    const child = spawn(program, args, { cwd, env, stdio: "inherit" });
    const stopForwarding = forwardSignals(child);
    const poll = new Poll(child, reader, children, write);
    try {
      const end = await endOf(child, program, () => poll.start(intervalMs));
      await poll.stop();
      write(exitLine(end.signal ?? end.code ?? 1, Date.now()));
      const exit = end.signal === null ? (end.code ?? 1) : 128 + constants.signals[end.signal];
      return { exit, readings: poll.readings, notes: meta.notes };
    } finally {
      stopForwarding();
      await poll.stop();
    }
  } finally {
    closeSync(output);
  }
}

function notesOf(reader: ProcessReader | undefined): string[] {
  if (reader !== undefined) return [];
  return [
    "This system says nothing of other processes without a native module: only Node programs are measured, by themselves, and not their children.",
  ];
}

/** Appending: the Node processes below write to the same file. */
function open(file: string): number {
  try {
    closeSync(openSync(file, "w"));
    return openSync(file, "a");
  } catch (error) {
    const message = `cannot write to ${file}: ${(error as Error).message.split(",")[0]}`;
    throw new ProfileError("HPTS_PROFILE_FILE", message, { cause: error });
  }
}

/** `--require`, and not `--import`, which Node before 18.18 does not take from NODE_OPTIONS. */
function measuredEnvironment(
  env: NodeJS.ProcessEnv,
  file: string,
  intervalMs: number,
  readsItself: boolean,
): NodeJS.ProcessEnv {
  const inside = createRequire(import.meta.url).resolve("@hpts/profile/memory-inside");
  const option = `--require ${JSON.stringify(inside)}`;
  return {
    ...env,
    NODE_OPTIONS: [env["NODE_OPTIONS"], option].filter(Boolean).join(" "),
    HPTS_MEMORY_FILE: file,
    HPTS_MEMORY_INTERVAL_MS: String(intervalMs),
    ...(readsItself && { HPTS_MEMORY_RSS: "1" }),
  };
}

/** Reads again and again; a reading that takes longer than the interval is waited for. */
class Poll {
  readings = 0;
  readonly #child: ChildProcess;
  readonly #reader: ProcessReader | undefined;
  readonly #children: boolean;
  readonly #write: (text: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | undefined;
  #highWater: number | undefined;

  constructor(
    child: ChildProcess,
    reader: ProcessReader | undefined,
    children: boolean,
    write: (text: string) => void,
  ) {
    this.#child = child;
    this.#reader = reader;
    this.#children = children;
    this.#write = write;
  }

  start(intervalMs: number): void {
    if (this.#reader === undefined) return;
    this.#read();
    this.#timer = setInterval(() => this.#read(), intervalMs);
  }

  async stop(): Promise<void> {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#reading;
    const { pid } = this.#child;
    if (this.#highWater === undefined || pid === undefined) return;
    this.#write(highWaterLine(pid, this.#highWater, Date.now()));
  }

  #read(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#reading !== undefined || this.#reader === undefined) return;
    const answer = this.#reader(pid, this.#children);
    if (!(answer instanceof Promise)) {
      this.#take(answer);
      return;
    }
    this.#reading = answer
      .then((found) => this.#take(found))
      .finally(() => {
        this.#reading = undefined;
      });
  }

  #take(found: readonly ProcessReading[]): void {
    const at = Date.now();
    const [first, ...below] = found;
    if (first === undefined) return;
    this.readings++;
    if (first.highWaterBytes !== undefined) this.#highWater = first.highWaterBytes;
    const sum = found.reduce((bytes, { rssBytes }) => bytes + rssBytes, 0);
    const lines = below.map(({ pid, rssBytes }) => childLine(pid, rssBytes, at));
    this.#write(memLine(sum, at) + lines.join(""));
  }
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function endOf(child: ChildProcess, program: string, started: () => void): Promise<End> {
  return new Promise((resolve, reject) => {
    child.once("spawn", started);
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", (error: NodeJS.ErrnoException) => {
      const isMissing = error.code === "ENOENT";
      const why = isMissing ? "command not found" : error.message.replace(/^spawn .* /, "");
      const text = error.code === "EACCES" ? "permission denied" : why;
      const exit = isMissing ? NOT_FOUND : NOT_EXECUTABLE;
      reject(new CannotStart(`${program}: ${text}`, exit, { cause: error }));
    });
  });
}
