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
  readonly #nodeIds = new Map<string, number>();
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
    const key = `${parent} ${frame} ${callLine}`;
    const known = this.#nodeIds.get(key);
    if (known !== undefined) return known;
    const id = this.#frame.push(frame) - 1;
    this.#nodeIds.set(key, id);
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
