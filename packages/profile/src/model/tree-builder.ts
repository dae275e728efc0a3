/**
 * Builds the frame table and the tree of a Profile, one frame and one node at a time; each once,
 * however often it is asked for.
 */
import { FRAME_KINDS, type FrameKind, type Frames, type Nodes } from "./profile.ts";

export interface FramePlace {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly kind?: FrameKind;
}

export class TreeBuilder {
  readonly #frameIds = new Map<string, number>();
  readonly #frames: Required<FramePlace>[] = [];
  readonly #nodeIds = new NodeIds();
  readonly #frame: number[] = [];
  readonly #parent: number[] = [];
  readonly #callLine: number[] = [];
  /** By node; add to them freely. */
  readonly selfUs: number[] = [];
  readonly rawSelfUs: number[] = [];
  readonly calls: number[] = [];
  readonly foldedCalls: number[] = [];
  readonly waitUs: number[] = [];

  constructor() {
    this.node(-1, this.frame({ name: "(root)", kind: "root" }));
  }

  /** @returns the frame's index; two frames are the same if name, file, line, column, kind are */
  frame({ name, file = "", line = 0, column = 0, kind = "js" }: FramePlace): number {
    const key = `${kind}\0${name}\0${file}\0${line}\0${column}`;
    const known = this.#frameIds.get(key);
    if (known !== undefined) return known;
    this.#frameIds.set(key, this.#frames.length);
    return this.#frames.push({ name, file, line, column, kind }) - 1;
  }

  /**
   * @param parent index of the calling node; 0 is the root
   * @returns the index of its child for this frame and call line
   */
  node(parent: number, frame: number, callLine = 0): number {
    const next = this.#frame.length;
    const id = this.#nodeIds.idOf(parent + 1, frame, callLine, next);
    if (id !== next) return id;
    this.#frame.push(frame);
    this.#parent.push(parent);
    this.#callLine.push(callLine);
    for (const column of [this.selfUs, this.rawSelfUs, this.calls, this.foldedCalls, this.waitUs]) {
      column.push(0);
    }
    return id;
  }

  get frames(): Frames {
    return {
      name: this.#frames.map(({ name }) => name),
      file: this.#frames.map(({ file }) => file),
      line: Int32Array.from(this.#frames, ({ line }) => line),
      column: Int32Array.from(this.#frames, ({ column }) => column),
      kind: Uint8Array.from(this.#frames, ({ kind }) => FRAME_KINDS.indexOf(kind)),
    };
  }

  /** @param columns which of the optional columns are known; selfUs always is */
  nodes(
    columns: readonly ("calls" | "rawSelfUs" | "foldedCalls" | "waitUs" | "callLine")[] = ["calls"],
  ): Nodes {
    return {
      frame: Int32Array.from(this.#frame),
      parent: Int32Array.from(this.#parent),
      selfUs: Float64Array.from(this.selfUs),
      ...(columns.includes("rawSelfUs") && { rawSelfUs: Float64Array.from(this.rawSelfUs) }),
      ...(columns.includes("calls") && { calls: Float64Array.from(this.calls) }),
      ...(columns.includes("foldedCalls") && { foldedCalls: Float64Array.from(this.foldedCalls) }),
      ...(columns.includes("waitUs") && { waitUs: Float64Array.from(this.waitUs) }),
      ...(columns.includes("callLine") && { callLine: Int32Array.from(this.#callLine) }),
    };
  }
}

const PAIR_BITS = 2 ** 26;
const LINE_BITS = 2 ** 21;

/** The node for each parent, frame and line. Keys are numbers while they fit: texts are slow. */
class NodeIds {
  readonly #ofPair = new Map<number, number>();
  readonly #ofLine = new Map<number, number>();
  readonly #pairs = new Map<number, number>();
  readonly #others = new Map<string, number>();

  /** @returns the known id, or `next`, which then is known */
  idOf(parent: number, frame: number, line: number, next: number): number {
    if (parent >= PAIR_BITS || frame >= PAIR_BITS || line >= LINE_BITS || line < 0) {
      return known(this.#others, `${parent} ${frame} ${line}`, next);
    }
    const pair = parent * PAIR_BITS + frame;
    if (line === 0) return known(this.#ofPair, pair, next);
    return known(this.#ofLine, known(this.#pairs, pair, this.#pairs.size) * LINE_BITS + line, next);
  }
}

function known<Key>(ids: Map<Key, number>, key: Key, next: number): number {
  const id = ids.get(key);
  if (id !== undefined) return id;
  ids.set(key, next);
  return next;
}
