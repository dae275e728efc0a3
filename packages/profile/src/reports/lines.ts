/** Reports of lines: line_profiler's table, memory_profiler's table, and the hottest lines. */
import { FRAME_KINDS, type Lines, type Profile } from "../model/profile.ts";
import { ProfileError } from "../profile-error.ts";
import { engineLine, kindTime } from "../stats/engine-line.ts";
import { shownPath } from "../stats/place.ts";
import { wrapped } from "../stats/wrapped.ts";
import { type LineBlock, type LineUnit, lineTableText } from "./line-table.ts";
import { type MemoryBlock, memoryTableText } from "./memory-table.ts";
import { lastLineOf, linesOf, type ReadSource, sourcesOf } from "./source-block.ts";

export interface LineTableOptions {
  /** Only functions in whose "file:line(name)" this occurs; a text is taken as it is. */
  readonly function?: string | RegExp;
  /** Default: microseconds. */
  readonly unit?: LineUnit;
  /** Default: the texts in the profile, or the files as they are now. */
  readonly readSource?: ReadSource;
}

/**
 * A table for each function of which lines are known, as line_profiler prints it: hits, time with the
 * calls that the line makes, and its share of the function's time.
 * @throws ProfileError HPTS_PROFILE_OPTION if the profile holds no lines, or no such function
 */
export function lineTable(profile: Profile, options: LineTableOptions = {}): string {
  const blocks = blocksOf(profile, options);
  const { totalUs } = linesIn(profile);
  const own = totalUs === undefined ? ["Time: of the line itself, without the calls it makes"] : [];
  const notes = [...wrapped(engineLine(profile, { ofLines: true })), ...own];
  return lineTableText(blocks, options.unit, notes);
}

/**
 * A table for each function of which lines are known, as memory_profiler prints it: increments are
 * the bytes that a line allocated.
 * @throws ProfileError HPTS_PROFILE_OPTION if the profile holds no bytes by line, or no such function
 */
export function memoryTable(
  profile: Profile,
  options: Omit<LineTableOptions, "unit"> = {},
): string {
  const { bytes, hits, line } = linesIn(profile);
  if (bytes === undefined) throw missing("no memory by line. hpts memory measures it");
  const blocks = blocksOf(profile, options).flatMap((block): MemoryBlock[] => {
    const rows = block.at.map((at) => ({
      line: line[at] as number,
      incrementBytes: bytes[at] as number,
      ...(hits !== undefined && { occurrences: hits[at] as number }),
    }));
    return [{ file: block.file, firstLine: block.firstLine, rows, source: block.source ?? [] }];
  });
  return memoryTableText(blocks);
}

/** A line on which time was spent. */
export interface HotLine {
  /** As shown: relative to the folder in which the program ran. */
  readonly file: string;
  readonly line: number;
  /** The function in which it is. */
  readonly name: string;
  /** Without the calls that it makes. */
  readonly selfUs: number;
  /** Of the time of the program, idle time left out; 0 to 1. */
  readonly share: number;
  readonly hits?: number;
  /** The line's text without space around it; "" if the file is not there. */
  readonly text: string;
}

/** @returns the n lines with the most time of their own, hottest first; none if lines are not known */
export function hotLines(
  profile: Profile,
  n: number,
  readSource: ReadSource = sourcesOf(profile),
): HotLine[] {
  const { lines, frames, meta } = profile;
  if (lines === undefined) return [];
  const wholeUs = Math.max(
    profile.nodes.selfUs.reduce((sum, us) => sum + us, 0) - kindTime(profile, "idle"),
    lines.selfUs.reduce((sum, us) => sum + us, 0),
  );
  const order = Array.from(lines.selfUs.keys())
    .filter((at) => (lines.selfUs[at] as number) > 0)
    .sort((a, b) => (lines.selfUs[b] as number) - (lines.selfUs[a] as number));
  const texts = new Map<string, string[]>();
  return order.slice(0, n).map((at) => {
    const frame = lines.frame[at] as number;
    const file = frames.file[frame] as string;
    if (!texts.has(file)) texts.set(file, linesOf(readSource(file) ?? ""));
    const line = lines.line[at] as number;
    const selfUs = lines.selfUs[at] as number;
    return {
      file: shownPath(file, meta.cwd),
      line,
      name: frames.name[frame] as string,
      selfUs,
      share: selfUs / wholeUs,
      ...(lines.hits !== undefined && { hits: lines.hits[at] as number }),
      text: texts.get(file)?.[line - 1]?.trim() ?? "",
    };
  });
}

function linesIn({ lines }: Profile): Lines {
  if (lines === undefined || lines.line.length === 0) {
    throw missing("no lines. hpts lines records them");
  }
  return lines;
}

function missing(what: string): ProfileError {
  return new ProfileError("HPTS_PROFILE_OPTION", `the profile holds ${what}`);
}

/** The lines of a function, and which rows of the profile's table they are. */
interface RecordedBlock extends LineBlock {
  readonly at: readonly number[];
}

function blocksOf(profile: Profile, options: LineTableOptions): RecordedBlock[] {
  const lines = linesIn(profile);
  const rowsOf = new Map<number, number[]>();
  for (const [at, frame] of lines.frame.entries()) {
    if (FRAME_KINDS[profile.frames.kind[frame] as number] !== "js") continue;
    const rows = rowsOf.get(frame);
    if (rows === undefined) rowsOf.set(frame, [at]);
    else rows.push(at);
  }
  const read = options.readSource ?? sourcesOf(profile);
  const blocks = [...rowsOf].map(([frame, at]) => blockOf(profile, frame, at, read));
  const chosen = blocks.filter((block) => isChosen(block, options.function));
  if (chosen.length === 0) {
    const names = blocks.map(({ name }) => name).join(", ");
    throw missing(`no lines of a function ${options.function ?? ""}, only of ${names}`);
  }
  return chosen;
}

function isChosen({ file, firstLine, name }: LineBlock, wanted?: string | RegExp): boolean {
  const label = `${file}:${firstLine}(${name})`;
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? label.includes(wanted) : label.search(wanted) !== -1;
}

function blockOf(
  { frames, lines, meta }: Profile,
  frame: number,
  at: readonly number[],
  read: ReadSource,
): RecordedBlock {
  const { line, hits, selfUs, totalUs } = lines as Lines;
  const numbers = at.map((i) => line[i] as number);
  const name = frames.name[frame] as string;
  const isModule = name === "<module>";
  // A file's own code begins on line 1, far above the first line that ran.
  const begin = isModule ? 0 : (frames.line[frame] as number);
  const firstLine = begin > 0 ? begin : Math.min(...numbers);
  const last = Math.max(firstLine, ...numbers);
  const file = frames.file[frame] as string;
  const text = read(file);
  const source = text === undefined ? undefined : linesOf(text);
  const end = source === undefined || isModule ? last : lastLineOf(source, firstLine, last);
  return {
    file: shownPath(file, meta.cwd),
    name,
    firstLine,
    at,
    rows: at.map((i) => ({
      line: line[i] as number,
      ...(hits !== undefined && { hits: hits[i] as number }),
      timeUs: (totalUs ?? selfUs)[i] as number,
    })),
    source: source?.slice(firstLine - 1, end),
  };
}
