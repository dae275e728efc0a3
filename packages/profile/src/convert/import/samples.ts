/**
 * `samples` and `timeDeltas` of a .cpuprofile, added up straight from the bytes.
 *
 * The first delta lies before the first sample, so sample i lasts for delta[i + 1]; the last one
 * lasts until the profile ends. Deltas can be negative (V8 notes some samples late): time then
 * stands still until it has caught up, so that the sum stays the time that passed.
 */
import type { Timeline } from "../../model/profile.ts";
import { JsonBytesError, type Span } from "./json-bytes.ts";

export interface SampleSums {
  /** By node. */
  readonly selfUs: Float64Array;
  readonly samples: number;
  readonly timeline?: Timeline;
  /** Samples that V8 noted out of order. */
  readonly late: number;
}

export interface SampleInput {
  readonly bytes: Buffer;
  readonly samples: Span;
  readonly deltas: Span;
  /** endTime - startTime, microseconds. */
  readonly wallUs: number;
  readonly nodeCount: number;
  /** @returns a node's index, or -1 */
  readonly nodeOf: NodeLookup;
  readonly withTimeline: boolean;
}

/** Node ids of the file -> indices: a table if the ids are dense, as V8's are. */
export interface NodeLookup {
  readonly table: Int32Array;
  readonly others: ReadonlyMap<number, number>;
}

/** @throws JsonBytesError, SyntaxError */
export function sumSamples(input: SampleInput): SampleSums {
  const { bytes, nodeOf, nodeCount } = input;
  const { table } = nodeOf;
  const selfUs = new Float64Array(nodeCount);
  const track = input.withTimeline ? new TimelineBuilder(input.samples) : undefined;
  const ids = new NumberReader(bytes, input.samples, "samples");
  const deltas = new NumberReader(bytes, input.deltas, "timeDeltas");
  const idBlock = new Float64Array(BLOCK);
  const deltaBlock = new Float64Array(BLOCK);
  let clock = deltas.fill(deltaBlock.subarray(0, 1)) === 1 ? (deltaBlock[0] as number) : 0;
  let latest = clock;
  let samples = 0;
  let late = 0;
  for (let count = ids.fill(idBlock); count > 0; count = ids.fill(idBlock)) {
    const known = deltas.fill(deltaBlock.subarray(0, count));
    for (let i = 0; i < count; i++) {
      const id = idBlock[i] as number;
      const found = id >= 0 && id < table.length ? (table[id] as number) : -1;
      const node = found === -1 ? (nodeOf.others.get(id) ?? -1) : found;
      if (node === -1) {
        const what = `sample ${samples + i} is of node ${id}, which is not there`;
        throw new JsonBytesError(what, input.samples.start);
      }
      clock = i < known ? clock + (deltaBlock[i] as number) : Math.max(clock, input.wallUs);
      let weight = clock - latest;
      if (weight > 0) latest = clock;
      else {
        if (weight < 0) late++;
        weight = 0;
      }
      selfUs[node] = (selfUs[node] as number) + weight;
      track?.add(node, weight);
    }
    samples += count;
  }
  return { selfUs, samples, late, ...(track && { timeline: track.build() }) };
}

/** How many numbers are decoded at a time: so many that they stay in the processor's cache. */
const BLOCK = 4096;

/** Decodes `[1,-2,3]` from bytes, a block at a time, without making objects. */
class NumberReader {
  #at: number;
  readonly #bytes: Buffer;
  readonly #end: number;
  readonly #name: string;
  /** What JSON.parse gives, where the text is not only integers. */
  #parsed: unknown[] | undefined;

  constructor(bytes: Buffer, { start, end }: Span, name: string) {
    if (bytes[start] !== 0x5b) throw new JsonBytesError(`"${name}" is no list`, start);
    this.#bytes = bytes;
    this.#at = start + 1;
    this.#end = end - 1;
    this.#name = name;
  }

  /** @returns how many numbers of the block are set; fewer than it has when the list ends */
  fill(block: Float64Array): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#parsed === undefined ? this.#at : end;
    let count = 0;
    while (count < block.length && at < end) {
      const start = at;
      let byte = bytes[at++] as number;
      if (byte === COMMA || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)
        continue;
      const isNegative = byte === 0x2d;
      if (isNegative) byte = bytes[at++] as number;
      let value = byte - 0x30;
      let isInteger = value >= 0 && value <= 9;
      while (at < end) {
        byte = (bytes[at] as number) - 0x30;
        if (byte < 0 || byte > 9) break;
        value = value * 10 + byte;
        at++;
      }
      if (at < end && bytes[at] !== COMMA && (bytes[at] as number) > 0x20) isInteger = false;
      if (!isInteger) {
        this.#parse(start);
        break;
      }
      block[count++] = isNegative ? -value : value;
    }
    this.#at = at;
    return this.#parsed === undefined ? count : this.#fillParsed(block, count);
  }

  /** V8 writes integers; other programs do write 1.5 and 1e3. */
  #parse(start: number): void {
    const rest = JSON.parse(`[${this.#bytes.toString("latin1", start, this.#end)}]`) as unknown[];
    this.#parsed = rest.reverse();
  }

  #fillParsed(block: Float64Array, from: number): number {
    let count = from;
    while (count < block.length && this.#parsed !== undefined && this.#parsed.length > 0) {
      const value = this.#parsed.pop();
      if (typeof value !== "number" || !Number.isFinite(value)) {
        throw new JsonBytesError(`"${this.#name}" holds something that is no number`, this.#at);
      }
      block[count++] = value;
    }
    return count;
  }
}

const COMMA = 0x2c;

/** Neighbouring samples of one node become one entry. */
class TimelineBuilder {
  /** As many as there can be; memory is taken only where it is written. */
  readonly #node: Int32Array;
  readonly #durationUs: Float64Array;
  #count = 0;

  constructor({ start, end }: Span) {
    const most = Math.ceil((end - start) / 2);
    this.#node = new Int32Array(most);
    this.#durationUs = new Float64Array(most);
  }

  add(node: number, us: number): void {
    const last = this.#count - 1;
    if (last >= 0 && this.#node[last] === node) {
      this.#durationUs[last] = (this.#durationUs[last] as number) + us;
      return;
    }
    this.#node[this.#count] = node;
    this.#durationUs[this.#count++] = us;
  }

  build(): Timeline {
    return {
      node: this.#node.slice(0, this.#count),
      durationUs: this.#durationUs.slice(0, this.#count),
    };
  }
}
