/** Which format a file is in, by its content: suffixes lie, and many files have none. */
import { membersOf, type Span, skipSpace } from "./import/json-bytes.ts";

export type ImportFormat =
  | "hpts"
  | "cpuprofile"
  | "heapprofile"
  | "speedscope"
  | "callgrind"
  | "collapsed";

export interface Detected {
  /** undefined: none that can be read. */
  readonly format: ImportFormat | undefined;
  /** If it is not one that can be read: what it seems to be. */
  readonly seems?: string;
  /** The members of JSON files. */
  readonly members: ReadonlyMap<string, Span>;
}

const OPEN_BRACE = 0x7b;
const NONE: ReadonlyMap<string, Span> = new Map();

/** @throws JsonBytesError if it is JSON that is cut off or damaged */
export function detect(bytes: Buffer): Detected {
  const start = skipSpace(bytes, 0);
  if (isMarshal(bytes)) return seems("a profile of Python, which python -m pstats reads");
  if (bytes[start] === OPEN_BRACE) return ofJson(bytes);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return seems("compressed with gzip, as pprof is");
  if (bytes[start] === 0x5b) return seems("a JSON list, as traces of Chrome are");
  const head = bytes.toString("utf8", 0, Math.min(bytes.length, 64 << 10));
  if (head.includes("\0")) return seems("a binary file");
  if (/^(# callgrind format|version: ?\d|creator:|events:|fl=|fn=|positions:)/m.test(head)) {
    return { format: "callgrind", members: NONE };
  }
  if (head.split("\n").some((line) => /\S \d+(\.\d+)?\s*$/.test(line))) {
    return { format: "collapsed", members: NONE };
  }
  return seems("text of a kind that hpts does not know");
}

/** Python's marshal: a dict whose first key is a tuple; the high bit is a flag. */
function isMarshal(bytes: Buffer): boolean {
  const [dict = 0, key = 0] = bytes;
  return (dict & 0x7f) === OPEN_BRACE && ((key & 0x7f) === 0x28 || (key & 0x7f) === 0x29);
}

function ofJson(bytes: Buffer): Detected {
  const members = membersOf(bytes);
  const has = (...keys: string[]): boolean => keys.every((key) => members.has(key));
  const of = (format: ImportFormat): Detected => ({ format, members });
  if (has("nodes", "startTime") || has("nodes", "samples") || has("nodes", "timeDeltas"))
    return of("cpuprofile");
  if (has("shared", "profiles")) return of("speedscope");
  if (has("head", "timestamps")) return seems("a .cpuprofile of Chrome before version 58");
  if (has("head")) return of("heapprofile");
  if (has("snapshot")) return seems("a heap snapshot");
  if (has("traceEvents")) return seems("a trace of Chrome");
  if (has("format") || has("frames", "nodes")) return of("hpts");
  return seems("JSON of a kind that hpts does not know");
}

function seems(what: string): Detected {
  return { format: undefined, seems: what, members: NONE };
}
