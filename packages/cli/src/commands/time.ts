/**
 * `hpts time`: what a command took, in the shell's words; several commands, or one several times,
 * as a table. The command keeps stdin, stdout, stderr and its exit code, so all we say goes to
 * stderr, or into a file.
 */
import { closeSync, openSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  CannotStart,
  type TimeForm,
  type TimeResult,
  tableText,
  time,
  timeInTurn,
  timeText,
} from "@hpts/bench/time";
import { UsageError } from "@hpts/labkit/lab";
import { callersFolder } from "../context.ts";
import { printError } from "../report.ts";

export interface TimeCommandOptions {
  readonly form?: TimeForm;
  readonly verbose?: boolean;
  readonly runs?: string;
  readonly output?: string;
  readonly json?: boolean;
}

/** @param words the command, or several with `--vs` or `--` between them */
export async function timeCommands(
  words: readonly string[],
  options: TimeCommandOptions,
): Promise<void> {
  const commands = divided(words);
  const runs = runsOf(options.runs);
  demandWritable(options.output);
  try {
    if (commands.length === 1 && runs === 1) await timeOnce(commands[0]!, options);
    else await timeTable(commands, runs, options);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    printError(error.message);
    process.exitCode = error.exit;
  }
}

async function timeOnce(command: readonly string[], options: TimeCommandOptions): Promise<void> {
  const { json = false, verbose = false } = options;
  const form = verbose ? "gnu-verbose" : (options.form ?? "bash");
  const memory = json || form.startsWith("gnu");
  const result = await time(command, { cwd: callersFolder(), memory });
  const via = `\n\tMeasured by: ${viaText(result)}`;
  const text = json
    ? JSON.stringify(result, null, 1)
    : signalLine(result, form) + timeText(result, form) + (verbose ? via : "");
  say(text, options);
  process.exitCode = result.exit;
}

async function timeTable(
  commands: readonly (readonly string[])[],
  runs: number,
  options: TimeCommandOptions,
): Promise<void> {
  const cwd = callersFolder();
  const { results, failed } = await timeInTurn(commands.length, runs, (index) =>
    time(commands[index]!, { cwd, memory: options.json ?? false }),
  );
  if (failed !== undefined) {
    const { index, result } = failed;
    const run = results[index]!.length + 1;
    printError(
      `run ${run} of \`${result.command.join(" ")}\` ended with exit code ${result.exit}: ` +
        "stopped, times of failures say nothing",
    );
    process.exitCode = result.exit;
    return;
  }
  const via = options.verbose ? `\nMeasured by: ${viaText(results[0]![0]!)}` : "";
  say(options.json ? JSON.stringify(results, null, 1) : tableText(results) + via, options);
}

/** As bash does before its times; GNU time has words of its own. */
function signalLine({ signalText }: TimeResult, form: TimeForm): string {
  return signalText === undefined || form.startsWith("gnu") ? "" : `${signalText}\n`;
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "no such folder",
  ENOTDIR: "no such folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EROFS: "permission denied",
};

/** Before anything runs, or its times would be lost. What the file holds stays until they are there. */
function demandWritable(output: string | undefined): void {
  if (output === undefined) return;
  try {
    closeSync(openSync(resolve(callersFolder(), output), "a"));
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new UsageError(`cannot write ${output}: ${WHY[code] ?? message}`, { cause });
  }
}

function say(text: string, { output }: TimeCommandOptions): void {
  if (output === undefined) process.stderr.write(`${text}\n`);
  else writeFileSync(resolve(callersFolder(), output), `${text}\n`);
}

const CPU_VIA = {
  bash: "bash's time",
  hook: "the process itself at its end",
  cutime: "ticks of 10 ms",
  none: "?",
} as const;
const MEMORY_VIA = {
  hook: "the process itself at its end",
  "gnu-time": "GNU time",
  sampled: "a look every 10 ms",
  none: "?",
} as const;

function viaText({ via }: TimeResult): string {
  const memory = via.memory === "none" ? "" : `; memory: ${MEMORY_VIA[via.memory]}`;
  return `${CPU_VIA[via.cpu]}${memory}`;
}

function divided(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (word === "--vs" || word === "--") commands.push([]);
    else commands.at(-1)!.push(word);
  }
  if (commands.every((command) => command.length > 0)) return commands;
  throw new UsageError("expected a command, as in: hpts time -- node main.js");
}

function runsOf(text = "1"): number {
  const runs = Number(text);
  if (Number.isSafeInteger(runs) && runs >= 1) return runs;
  throw new UsageError(`-n must be a whole number from 1 on, got ${JSON.stringify(text)}`);
}
