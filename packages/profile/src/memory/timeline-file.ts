/**
 * The file of `hpts memory run`: lines of text that are added while the program runs, so what there is
 * of it can be read whenever it ends. It is mprof's format with kinds of lines of our own, which mprof
 * passes over: `mprof peak` and `mprof plot` read these files, and we read mprof's.
 *
 *     HPTS memory 1 {"intervalMs":50,...}      first line; 1 is the version
 *     CMDLINE node work.js
 *     MEM 43.210938 1795368043.6492            resident memory (MiB), seconds since 1970
 *     CHLD 4711 12.500000 1795368043.6492      the same of one child, by its process id
 *     HEAP 4710 4.1 1.6 0.01 1795368043.6501   pid; heap used, external, array buffers in it (MiB)
 *     GC 4710 Scavenge 0.412 3.9 1795368043.65 pid; kind, its time (ms), what it freed (MiB)
 *     THIN 4710 1795368043.6501                from here on, not all collections are in the file
 *     MARK 4710 1795368043.6502 loaded         a label of the program: the rest of the line
 *     HWM 4710 61.700000 1795368044.1000       highest resident memory, by the system's own count
 *     EXIT 0 1795368044.1000                   exit code or signal
 *
 * With `--children`, MEM is the sum over the program and all below it (mprof's -C). Times of several
 * processes come in as they are written: the reader sorts them.
 */
import { ProfileError } from "../profile-error.ts";

export const VERSION = 1;
export const MIB: number = 1 << 20;

export interface TimelineMeta {
  readonly intervalMs: number;
  /** MEM is a sum with all children. */
  readonly children: boolean;
  /** What could not be measured, one sentence each. */
  readonly notes: readonly string[];
}

export interface Series {
  /** Seconds since the first figure of the file. */
  readonly atS: readonly number[];
  readonly bytes: readonly number[];
}

export interface HeapReading {
  readonly atS: number;
  readonly pid: number;
  readonly usedBytes: number;
  /** Outside the heap and held by objects in it; array buffers are a part of it. */
  readonly externalBytes: number;
  readonly arrayBuffersBytes: number;
}

export interface Collection {
  readonly atS: number;
  readonly pid: number;
  /** "Scavenge", "MarkSweepCompact", ... as V8 says it. */
  readonly kind: string;
  readonly ms: number;
  readonly freedBytes: number;
}

export interface MemoryTimeline {
  readonly name: string;
  readonly command: string;
  /** Absent in files of mprof. */
  readonly meta: TimelineMeta | undefined;
  readonly rss: Series;
  readonly children: ReadonlyMap<number, Series>;
  readonly heap: readonly HeapReading[];
  readonly collections: readonly Collection[];
  /** There were so many collections that not all are in the file. */
  readonly isThinned: boolean;
  readonly marks: readonly { readonly atS: number; readonly label: string }[];
  /** Highest resident memory of the program's own process as the system counts it. */
  readonly highWaterBytes: number | undefined;
  /** Exit code, or the signal's name; undefined if the file ends before. */
  readonly exit: number | string | undefined;
}

export const headLine = (meta: TimelineMeta): string =>
  `HPTS memory ${VERSION} ${JSON.stringify(meta)}\n`;

/** Line breaks in arguments would be lines of the file. */
export const commandLine = (command: readonly string[]): string =>
  `CMDLINE ${command.join(" ").replaceAll(/\s+/g, " ")}\n`;

const mib = (bytes: number): string => (bytes / MIB).toFixed(6);
const seconds = (ms: number): string => (ms / 1000).toFixed(4);

/** @param atMs since 1970 */
export const memLine = (bytes: number, atMs: number): string =>
  `MEM ${mib(bytes)} ${seconds(atMs)}\n`;
export const childLine = (pid: number, bytes: number, atMs: number): string =>
  `CHLD ${pid} ${mib(bytes)} ${seconds(atMs)}\n`;
export const highWaterLine = (pid: number, bytes: number, atMs: number): string =>
  `HWM ${pid} ${mib(bytes)} ${seconds(atMs)}\n`;
export const exitLine = (exit: number | string, atMs: number): string =>
  `EXIT ${exit} ${seconds(atMs)}\n`;

/**
 * Reads a file of ours or of mprof.
 *
 * @param name shown in messages
 * @throws ProfileError if it is empty, of another kind or version, or holds no figure
 */
export function readTimeline(text: string, name: string): MemoryTimeline {
  if (text.trim() === "") throw problem(`${name} is empty: expected a file of hpts memory run`);
  demandKind(text.trimStart(), name);
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").filter((line) => line !== "");
  const reading = new Reading(name);
  for (const [index, line] of lines.entries()) reading.take(line, index + 1);
  return reading.result();
}

const FIRST_WORDS: readonly string[] = ["HPTS", "CMDLINE", "MEM"];

/** Whether it is such a file at all is seen in its first line, also where that was cut off. */
function demandKind(text: string, name: string): void {
  const [line = ""] = text.split(/\r?\n/, 1);
  const [word = ""] = line.split(" ", 1);
  const isCutOff = word === text;
  if (FIRST_WORDS.some((one) => (isCutOff ? one.startsWith(word) : one === word))) return;
  throw problem(`${name} is no file of hpts memory run or mprof: it begins with \
${JSON.stringify(line.slice(0, 40))}`);
}

type Timed<T> = T & { readonly atMs: number };

class Reading {
  readonly #name: string;
  #command = "";
  #meta: TimelineMeta | undefined;
  #isThinned = false;
  #highWater: number | undefined;
  #exit: number | string | undefined;
  readonly #rss: Timed<{ bytes: number }>[] = [];
  readonly #children = new Map<number, Timed<{ bytes: number }>[]>();
  readonly #heap: Timed<Omit<HeapReading, "atS">>[] = [];
  readonly #collections: Timed<Omit<Collection, "atS">>[] = [];
  readonly #marks: Timed<{ label: string }>[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  take(line: string, number: number): void {
    const [kind, ...words] = line.split(" ");
    const at = (index: number): number => this.#number(words[index], number);
    const bytes = (index: number): number => Math.round(at(index) * MIB);
    const atMs = (index: number): number => at(index) * 1000;
    switch (kind) {
      case "HPTS":
        this.#meta = this.#head(words);
        break;
      case "CMDLINE":
        this.#command = words.join(" ");
        break;
      case "MEM":
        this.#rss.push({ bytes: bytes(0), atMs: atMs(1) });
        break;
      case "CHLD": {
        const pid = at(0);
        const series = this.#children.get(pid) ?? [];
        this.#children.set(pid, series);
        series.push({ bytes: bytes(1), atMs: atMs(2) });
        break;
      }
      case "HEAP":
        this.#heap.push({
          pid: at(0),
          usedBytes: bytes(1),
          externalBytes: bytes(2),
          arrayBuffersBytes: bytes(3),
          atMs: atMs(4),
        });
        break;
      case "GC":
        this.#collections.push({
          pid: at(0),
          kind: words[1] ?? "",
          ms: at(2),
          freedBytes: bytes(3),
          atMs: atMs(4),
        });
        break;
      case "MARK":
        this.#marks.push({ atMs: atMs(1), label: words.slice(2).join(" ") });
        break;
      case "THIN":
        this.#isThinned = true;
        break;
      case "HWM":
        this.#highWater = bytes(1);
        break;
      case "EXIT":
        this.#exit = /^-?\d+$/.test(words[0] ?? "") ? Number(words[0]) : words[0];
        break;
      default: // Of a later version, or mprof's FUNC.
    }
  }

  result(): MemoryTimeline {
    if (this.#rss.length === 0) {
      throw problem(
        `${this.#name} has no figure in it: the program ended before the first one was taken, \
or the file was cut off; a shorter --interval may help`,
      );
    }
    const all = [this.#rss, this.#heap, this.#collections, this.#marks].flat();
    const start = all.reduce((least, { atMs }) => Math.min(least, atMs), Number.POSITIVE_INFINITY);
    const placed = <T extends { atMs: number }>(rows: readonly T[]) =>
      rows
        .toSorted((a, b) => a.atMs - b.atMs)
        .map(({ atMs, ...row }) => ({ ...row, atS: (atMs - start) / 1000 }));
    const series = (rows: readonly Timed<{ bytes: number }>[]): Series => {
      const sorted = placed(rows);
      return { atS: sorted.map(({ atS }) => atS), bytes: sorted.map(({ bytes }) => bytes) };
    };
    return {
      name: this.#name,
      command: this.#command,
      meta: this.#meta,
      rss: series(this.#rss),
      children: new Map([...this.#children].map(([pid, rows]) => [pid, series(rows)])),
      heap: placed(this.#heap),
      collections: placed(this.#collections),
      isThinned: this.#isThinned,
      marks: placed(this.#marks),
      highWaterBytes: this.#highWater,
      exit: this.#exit,
    };
  }

  #head([kind, version, ...rest]: readonly string[]): TimelineMeta {
    if (kind !== "memory" || Number(version) !== VERSION) {
      throw problem(
        `${this.#name} says "${kind} ${version}": expected "memory ${VERSION}", the version that \
this hpts reads; record it again`,
      );
    }
    try {
      return JSON.parse(rest.join(" ")) as TimelineMeta;
    } catch (error) {
      throw problem(`${this.#name}: its first line is damaged: ${(error as Error).message}`);
    }
  }

  #number(word: string | undefined, line: number): number {
    const value = Number(word);
    if (word !== undefined && word !== "" && Number.isFinite(value)) return value;
    throw problem(`${this.#name}:${line}: expected a number, got ${JSON.stringify(word ?? "")}`);
  }
}

function problem(message: string): ProfileError {
  return new ProfileError("HPTS_PROFILE_FILE", message);
}
