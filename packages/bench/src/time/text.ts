/**
 * What bash's `time` and GNU time print, to the byte, without the line end that is last.
 *
 * Sources: bash 5.2, execute_cmd.c (`print_formatted_time`: rounded to milliseconds, of which two
 * decimals are cut off); GNU time 1.9, time.c (`summarize`: two decimals, cut off). Compared with the originals by
 * test/time-text.test.ts; the golden file is made by golden/make_time.py.
 */
import type { TimeResult } from "./result.ts";

export type TimeForm = "bash" | "posix" | "gnu" | "gnu-verbose";
export const TIME_FORMS: readonly TimeForm[] = ["bash", "posix", "gnu", "gnu-verbose"];

/** Stands for what could not be found out. */
const UNKNOWN = "?";

/** @param form "gnu-verbose" is what `time -v` prints */
export function timeText(result: TimeResult, form: TimeForm): string {
  if (form === "bash") return bashText(result);
  if (form === "posix") return posixText(result);
  return [...endLine(result), form === "gnu" ? gnuText(result) : gnuVerbose(result)].join("\n");
}

/** Begins with an empty line. */
function bashText({ realMs, userMs, sysMs }: TimeResult): string {
  const minutes = (timeMs: number | undefined): string => {
    if (timeMs === undefined) return UNKNOWN;
    const wholeMs = Math.round(microseconds(timeMs) / 1000);
    const seconds = `${Math.floor(wholeMs / 1000) % 60}.${threeDigits(wholeMs % 1000)}`;
    return `${Math.floor(wholeMs / 60_000)}m${seconds}s`;
  };
  return `\nreal\t${minutes(realMs)}\nuser\t${minutes(userMs)}\nsys\t${minutes(sysMs)}`;
}

function posixText({ realMs, userMs, sysMs }: TimeResult): string {
  const rounded = (timeMs: number | undefined): string =>
    hundredths(timeMs === undefined ? undefined : Math.round(microseconds(timeMs) / 1000));
  return `real ${rounded(realMs)}\nuser ${rounded(userMs)}\nsys ${rounded(sysMs)}`;
}

function gnuText(result: TimeResult): string {
  const { userMs, sysMs, realMs, usage = {} } = result;
  const { maxRssBytes } = result;
  const kib = maxRssBytes === undefined ? UNKNOWN : Math.round(maxRssBytes / 1024);
  const count = (value: number | undefined): string => String(value ?? UNKNOWN);
  return [
    `${hundredths(userMs)}user ${hundredths(sysMs)}system ${elapsed(realMs)}elapsed ` +
      `${percent(result)}CPU (0avgtext+0avgdata ${kib}maxresident)k`,
    `${count(usage.blocksIn)}inputs+${count(usage.blocksOut)}outputs ` +
      `(${count(usage.majorFaults)}major+${count(usage.minorFaults)}minor)pagefaults 0swaps`,
  ].join("\n");
}

function gnuVerbose(result: TimeResult): string {
  const { command, userMs, sysMs, realMs, maxRssBytes, usage = {}, signal, exit } = result;
  const rows: [string, string | number | undefined][] = [
    ["Command being timed", `"${command.join(" ")}"`],
    ["User time (seconds)", hundredths(userMs)],
    ["System time (seconds)", hundredths(sysMs)],
    ["Percent of CPU this job got", percent(result)],
    ["Elapsed (wall clock) time (h:mm:ss or m:ss)", elapsed(realMs)],
    ["Average shared text size (kbytes)", 0],
    ["Average unshared data size (kbytes)", 0],
    ["Average stack size (kbytes)", 0],
    ["Average total size (kbytes)", 0],
    [
      "Maximum resident set size (kbytes)",
      maxRssBytes === undefined ? undefined : Math.round(maxRssBytes / 1024),
    ],
    ["Average resident set size (kbytes)", 0],
    ["Major (requiring I/O) page faults", usage.majorFaults],
    ["Minor (reclaiming a frame) page faults", usage.minorFaults],
    ["Voluntary context switches", usage.voluntarySwitches],
    ["Involuntary context switches", usage.involuntarySwitches],
    ["Swaps", 0],
    ["File system inputs", usage.blocksIn],
    ["File system outputs", usage.blocksOut],
    ["Socket messages sent", 0],
    ["Socket messages received", 0],
    ["Signals delivered", 0],
    ["Page size (bytes)", result.pageBytes],
    ["Exit status", signal === undefined ? exit : 0],
  ];
  return rows.map(([name, value]) => `\t${name}: ${value ?? UNKNOWN}`).join("\n");
}

/** GNU time begins with it if all did not go well. */
function endLine({ exit, signal }: TimeResult): string[] {
  if (signal !== undefined) return [`Command terminated by signal ${exit - 128}`];
  return exit === 0 ? [] : [`Command exited with non-zero status ${exit}`];
}

function hundredths(timeMs: number | undefined): string {
  if (timeMs === undefined) return UNKNOWN;
  const whole = Math.floor(microseconds(timeMs) / 10_000);
  return `${Math.floor(whole / 100)}.${twoDigits(whole % 100)}`;
}

function elapsed(timeMs: number): string {
  const wholeS = Math.floor(microseconds(timeMs) / 1e6);
  const minutes = Math.floor(wholeS / 60);
  if (wholeS >= 3600) {
    return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(wholeS % 60)}`;
  }
  const cents = Math.floor(microseconds(timeMs) / 10_000) % 100;
  return `${minutes}:${twoDigits(wholeS % 60)}.${twoDigits(cents)}`;
}

/** Of whole milliseconds; below one of what stands after the seconds, as there. */
function percent({ realMs, userMs, sysMs }: TimeResult): string {
  if (userMs === undefined || sysMs === undefined) return `${UNKNOWN}%`;
  const times = [realMs, userMs, sysMs].map(microseconds);
  const isShort = times[0]! < 1000;
  const [real = 0, user = 0, sys = 0] = times.map((us) =>
    isShort ? us % 1e6 : Math.floor(us / 1000),
  );
  return real === 0 ? `${UNKNOWN}%` : `${Math.floor(((user + sys) * 100) / real)}%`;
}

/** Whole, so that 28 ms are not 27.999... */
function microseconds(timeMs: number): number {
  return Math.round(timeMs * 1000);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

function threeDigits(value: number): string {
  return String(value).padStart(3, "0");
}
