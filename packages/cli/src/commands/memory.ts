/** `hpts memory run`, `plot` and `peak`: a program's memory over time. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { lookOf, UsageError } from "@hpts/labkit/lab";
import { ProfileError } from "@hpts/profile";
import {
  CannotStart,
  type MemoryTimeline,
  peakBytes,
  peakText,
  plotSvg,
  plotText,
  readTimeline,
  recordMemory,
} from "@hpts/profile/memory";
import { callersFolder } from "../context.ts";
import { checkOutput } from "../profile-files.ts";
import { printError } from "../report.ts";

export interface RunFlags {
  readonly output?: string;
  readonly interval?: string;
  readonly children?: boolean;
  /** False with --no-heap. */
  readonly heap?: boolean;
  readonly plot?: boolean;
}

/** @param words the command; a file of TypeScript or JavaScript is run by Node */
export async function recordProgram(words: readonly string[], flags: RunFlags): Promise<void> {
  const cwd = callersFolder();
  if (flags.output !== undefined) checkOutput(flags.output, "the program's output");
  const name = flags.output ?? defaultName(new Date());
  const command = words[0] === "--" ? words.slice(1) : words;
  if (command.length === 0) {
    throw new UsageError("expected a command, as in: hpts memory run -- node work.js");
  }
  try {
    const { exit, notes } = await recordMemory(runnable(command, cwd), {
      file: resolve(cwd, name),
      cwd,
      env: process.env,
      children: flags.children ?? false,
      intervalMs: Number(flags.interval ?? 50),
      heap: flags.heap ?? true,
    });
    for (const note of notes) printError(note);
    process.exitCode = exit;
    sayWhatWasMeasured(name, cwd, flags);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw explained(error);
    printError(error.message);
    process.exitCode = error.exit;
  }
}

/** The program's exit code stays, even if it was too short to be measured. */
function sayWhatWasMeasured(name: string, cwd: string, { plot }: RunFlags): void {
  try {
    const timeline = readTimeline(readFileSync(resolve(cwd, name), "utf8"), name);
    const peak = (peakBytes(timeline.rss) / 2 ** 20).toFixed(1);
    if (plot === true) process.stderr.write(`\n${drawn(timeline)}`);
    console.error(`hpts: ${name}: peak ${peak} MiB; hpts memory plot ${name}`);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    printError(error.message);
  }
}

const PROGRAM = /^\.[cm]?[jt]sx?$/;

function runnable(command: readonly string[], cwd: string): readonly string[] {
  const [file = "", ...args] = command;
  if (!PROGRAM.test(extname(file))) return command;
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw new UsageError(`there is no file ${file}`);
  const isTypeScript = /ts/.test(extname(file));
  const loader = isTypeScript ? ["--import", import.meta.resolve("tsx")] : [];
  return [process.execPath, ...loader, file, ...args];
}

export async function plotTimeline(
  file: string | undefined,
  { output, json }: { readonly output?: string; readonly json?: boolean },
): Promise<void> {
  const timeline = read(file ?? lastFile());
  if (json === true) console.log(JSON.stringify(plain(timeline)));
  if (output !== undefined) writeFileSync(resolve(callersFolder(), output), plotSvg(timeline));
  if (json !== true && output === undefined) process.stdout.write(drawn(timeline));
}

export async function showPeaks(
  files: readonly string[],
  { json }: { readonly json?: boolean },
): Promise<void> {
  const timelines = (files.length > 0 ? files : [lastFile()]).map(read);
  const peaks = timelines.map(({ name, rss, highWaterBytes }) => ({
    file: name,
    peakBytes: peakBytes(rss),
    ...(highWaterBytes !== undefined && { highWaterBytes }),
  }));
  if (json === true) console.log(JSON.stringify(peaks));
  else process.stdout.write(timelines.map(peakText).join(""));
}

const plain = (timeline: MemoryTimeline) => ({
  ...timeline,
  children: Object.fromEntries(timeline.children),
});

function drawn(timeline: MemoryTimeline): string {
  const look = lookOf(process.stdout, process.env);
  return plotText(timeline, { width: Math.min(80, look.width), ascii: look.signs.dots === "..." });
}

function read(name: string): MemoryTimeline {
  try {
    return readTimeline(readFileSync(resolve(callersFolder(), name), "utf8"), name);
  } catch (error) {
    throw explained(error, name);
  }
}

/** What a user can mend is no bug of ours. */
function explained(error: unknown, name = ""): unknown {
  if (error instanceof ProfileError) return new UsageError(error.message, { cause: error });
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new UsageError(`there is no file ${name}`);
  if (code === "EISDIR") return new UsageError(`${name} is a folder: expected a file`);
  return error;
}

/** As mprof names its files: mprofile_20260131235959.dat, by local time. */
function defaultName(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `mprofile_${day}${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.dat`;
}

function lastFile(): string {
  const names = readdirSync(callersFolder()).filter((name) => /^mprofile_\d{14}\.dat$/.test(name));
  const last = names.toSorted().at(-1);
  if (last !== undefined) return last;
  throw new UsageError(
    "there is no mprofile_*.dat in this folder: record one with hpts memory run, or name a file",
  );
}
