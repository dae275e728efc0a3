/**
 * What the thread of the program and the sampler share. All of it lies in shared memory, so that the
 * sampler can write a profile while the program's thread is busy, or after it was ended.
 */

/** Nodes of the tree of calls; recursion is folded above this. */
export const NODE_LIMIT = 1_000_000;
/** Room for nodes that even folding needs: one for each function. */
export const NODE_ROOM: number = NODE_LIMIT + 65_536;
export const MOST_FUNCTIONS = 65_536;
/** A function that no program has; its node is left out of the result. */
export const CALIBRATION_ID: number = MOST_FUNCTIONS - 1;
export const MOST_LINES = 262_144;
/** Deeper calls are not seen by engine `line`. */
export const MOST_FRAMES = 65_536;

/** Words of a node's record, and places in it after its function: children, calls modulo 2 ** 32. */
export const RECORD = 8;
export const KIDS = 1;
export const CALLS = 5;

/** Places in `state`. The current node, by the place of its record. */
export const NODE = 0;
export const DEPTH = 1;
/** Nodes of the tree so far. */
export const USED = 2;
/** 1 when the sampler has seen this thread. */
export const READY = 3;
/** 1 after the node limit. */
export const FOLDED = 4;
/** 1 when the program's first line has run, 2 when its last has. */
export const STARTED = 5;
/** 1 when the thread is gone. */
export const ENDED = 6;

/** Tables of one thread. Memory that is never touched costs nothing. */
export interface ThreadTables {
  readonly state: Int32Array;
  /** Microseconds since the sampler's start, as far as the sampler has seen. */
  readonly clock: Float64Array;
  /** Ids given so far: functions, lines. */
  readonly counters: Int32Array;
  /**
   * Tree: what a call needs of a node, in half a cache line: its function, four remembered children,
   * its calls. Node n is at 8 n; the program's code knows nodes by that place. Calls are counted modulo
   * 2 ** 32, which takes at least ten seconds; the sampler sees when they have gone round. (A double
   * would do without, and takes a tenth longer on fib.)
   */
  readonly records: Int32Array;
  /** By node, as all that follows. */
  readonly parent: Int32Array;
  readonly foldedCalls: Float64Array;
  readonly selfUs: Float64Array;
  readonly waitUs: Float64Array;
  /** Line of the first call of each node in its caller; 0 if not known. */
  readonly callLine: Int32Array;
  /** Hits of lines. */
  readonly hits: Float64Array;
  /** Lines that are running, from the outermost. */
  readonly stack: Int32Array;
  /** Calls of each function, of engine `count`: modulo 2 ** 32, and how often that came round. */
  readonly counts: Int32Array;
  readonly countRounds: Float64Array;
  /**
   * Nanoseconds that counting takes for each call; microseconds in which the event loop had waited at
   * the start, and at the end.
   */
  readonly calibration: Float64Array;
}

export function createTables(engine: string): ThreadTables {
  const nodes = engine === "exact" || engine === "clock" ? NODE_ROOM : 1;
  const lines = engine === "line";
  const functions = engine === "count" ? MOST_FUNCTIONS : 1;
  return {
    state: ints(64),
    clock: doubles(16),
    counters: ints(2),
    records: ints(nodes * RECORD),
    parent: ints(nodes),
    foldedCalls: doubles(nodes),
    selfUs: doubles(nodes),
    waitUs: doubles(nodes),
    callLine: ints(nodes),
    hits: doubles(lines ? MOST_LINES : 1),
    stack: ints(lines ? MOST_FRAMES : 1),
    counts: ints(functions),
    countRounds: doubles(functions),
    calibration: doubles(3),
  };
}

const ints = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));
const doubles = (length: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(length * 8));

/** Places in the control words, one set for a process. */
export const COMMAND = 0;
export const DONE = 1;
/** The main thread has seen the signal: it is not stuck. */
export const SIGNAL_SEEN = 2;
/** The program has its own handler for signals. */
export const SIGNAL_HANDLED = 3;

export const DUMP = 1;

/** What a thread tells the sampler, over CHANNEL. */
export type ToSampler =
  | { readonly kind: "thread"; readonly thread: string; readonly tables: ThreadTables }
  | { readonly kind: "ended"; readonly thread: string };

/** Under this key of the global object a thread shows what it has counted so far (`LiveRun`). */
export const LIVE_KEY = "hpts.profile.live";

export const CHANNEL = "hpts.profile";

/** What the sampler writes of each thread: `result-*.bin`, by v8.serialize. */
export interface ThreadResult {
  readonly thread: string;
  readonly engine: string;
  readonly wallUs: number;
  readonly samples: number;
  readonly isFolded: boolean;
  readonly callCostNs: number;
  /** In which the event loop waited; 0 if not known. */
  readonly idleUs: number;
  readonly tree?: TreeResult;
  readonly lines?: LinesResult;
  readonly counts?: Float64Array;
}

export interface TreeResult {
  readonly fn: Int32Array;
  readonly parent: Int32Array;
  readonly calls: Float64Array;
  readonly foldedCalls: Float64Array;
  readonly selfUs: Float64Array;
  readonly waitUs: Float64Array;
  readonly callLine: Int32Array;
}

export interface LinesResult {
  readonly hits: Float64Array;
  /** Stacks of lines as a tree: parent, line, time at its tip. */
  readonly parent: Int32Array;
  readonly line: Int32Array;
  readonly selfUs: Float64Array;
}
