/**
 * The one result of all engines: a calling-context tree over a table of frames.
 *
 * A *frame* is a place in the source, usually a function. A *node* is a frame reached along one
 * path of calls. `a` calls `b` from two lines, `b` calls itself:
 *
 *     node  0 root    1 a   2 b (from line 3)   3 b (from line 4)   4 b (called by 3)
 *     parent    -1      0   1                   1                   3
 *
 * Tables are structs of arrays, because 200,000 nodes are normal.
 *
 * Units: time in microseconds as doubles, as in V8's .cpuprofile; memory in bytes. Lines and columns
 * count from 1; 0 stands for "not known". (V8 counts from 0: its reader adds one.)
 *
 * Invariants: node 0 is the root, and its frame is frame 0, "(root)"; a parent's index is smaller than
 * its child's, so totals need one loop backwards and no recursion; a parent has one child for each
 * pair of frame and call line; selfUs is finite and >= 0.
 */

/** How the figures were got. What each can and cannot tell: README.md, "Engines". */
export type Engine = "exact" | "count" | "sample" | "clock" | "line" | "imported";

/** Frames that are no function of the program have a kind of their own. */
export const FRAME_KINDS = ["js", "native", "gc", "idle", "program", "root"] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

export interface Meta {
  readonly engine: Engine;
  /** The Node version that ran it, "20.20.2". */
  readonly node: string;
  /** What was run, as it was typed: ["simul.ts", "1000"]. */
  readonly command: readonly string[];
  /** Folder in which it ran; reports show files below it relative to it. */
  readonly cwd: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** From start to end of the measured part. */
  readonly wallUs: number;
  /**
   * What selfUs and totalUs hold: microseconds if absent. Profiles of the heap hold bytes, and files
   * of other programs can hold numbers of samples or instructions ("count").
   */
  readonly unit?: "us" | "bytes" | "count";
  /** Asked for, by engines that sample. */
  readonly intervalUs?: number;
  /** Reached, by engines that sample. */
  readonly samples?: number;
  /** Cost of the profiler itself, measured in this run and taken off `selfUs` for each call. */
  readonly calibrationNsPerCall?: number;
  /** How many threads were merged; 1 if absent. */
  readonly threads?: number;
  /** How many profiles were added up to this one; 1 if absent. */
  readonly runs?: number;
  /** Exit code of the profiled program, or the signal that ended it. */
  readonly exit?: number | string;
  /** What a reader of the figures has to know, one sentence each. */
  readonly notes: readonly string[];
}

export interface Frames {
  /** "factorial", "Simulator.evolve", "callback of map"; "<module>" for a file's own code. */
  readonly name: readonly string[];
  /** Absolute path; "" for frames that are in no file. "node:fs" for Node's own modules. */
  readonly file: readonly string[];
  readonly line: Int32Array;
  readonly column: Int32Array;
  /** Index into FRAME_KINDS. */
  readonly kind: Uint8Array;
  /**
   * Exact calls of each frame where only those are known and not the calls of each node (engine
   * `count`). Absent otherwise.
   */
  readonly calls?: Float64Array;
}

export interface Nodes {
  readonly frame: Int32Array;
  /** -1 for the root. */
  readonly parent: Int32Array;
  readonly selfUs: Float64Array;
  /** selfUs before the profiler's own cost was taken off. */
  readonly rawSelfUs?: Float64Array;
  /** Calls that entered this node. Absent if they were not counted: samples are no calls. */
  readonly calls?: Float64Array;
  /** Of these calls, how many were recursive ones folded into this node (trees above the limit). */
  readonly foldedCalls?: Float64Array;
  /** Time in which an async function waited. Never part of selfUs. */
  readonly waitUs?: Float64Array;
  /** Line of the parent's source from which this node was called. */
  readonly callLine?: Int32Array;
}

/** A row for each line that ran. Times of a line include the calls that it made only in totalUs. */
export interface Lines {
  /** The function in which the line is. */
  readonly frame: Int32Array;
  readonly line: Int32Array;
  /** How often a statement began on this line; absent if lines were only sampled. */
  readonly hits?: Float64Array;
  readonly selfUs: Float64Array;
  readonly totalUs?: Float64Array;
  /** Bytes allocated. */
  readonly bytes?: Float64Array;
}

/** The order in which time was spent: node `node[i]` was current for `durationUs[i]`. */
export interface Timeline {
  readonly node: Int32Array;
  readonly durationUs: Float64Array;
}

export interface Profile {
  readonly meta: Meta;
  readonly frames: Frames;
  readonly nodes: Nodes;
  readonly lines?: Lines;
  readonly timeline?: Timeline;
  /** Text of source files, by Frames.file: reports of lines show what ran, not what is there now. */
  readonly sources?: Readonly<Record<string, string>>;
}
