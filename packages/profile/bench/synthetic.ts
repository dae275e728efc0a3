/**
 * .cpuprofile files of any size, the same for the same seed: a tree of calls, and a program that walks
 * about in it, up and down by a few calls between two samples, as real programs do.
 */
import { closeSync, openSync, writeSync } from "node:fs";

export interface SyntheticSize {
  readonly samples: number;
  readonly nodes: number;
}

/** Functions; a function occurs on many paths. */
const FUNCTIONS = 4000;
const FILES = 200;
const DEEPEST = 40;

export function writeSynthetic(path: string, { samples, nodes }: SyntheticSize, seed = 1): void {
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const parent = new Int32Array(nodes).fill(-1);
  const depth = new Int32Array(nodes);
  const children: number[][] = Array.from({ length: nodes }, () => []);
  for (let node = 1; node < nodes; node++) {
    // Mostly below the node before: chains of calls that branch off everywhere.
    let above = random() < 0.7 ? node - 1 : below(node);
    while ((depth[above] as number) >= DEEPEST) above = below(node);
    parent[node] = above;
    depth[node] = (depth[above] as number) + 1;
    children[above]?.push(node);
  }
  const file = new ChunkedFile(path);
  file.add('{"nodes":[');
  for (let node = 0; node < nodes; node++) {
    // V8 has one child for each function, so siblings differ.
    const sibling = node === 0 ? 0 : (children[parent[node] as number] as number[]).indexOf(node);
    const fn = node === 0 ? 0 : 1 + (((parent[node] as number) * 7919 + sibling) % FUNCTIONS);
    const name = node === 0 ? "(root)" : `function${fn}`;
    const url = node === 0 ? "" : `file:///course/src/file${fn % FILES}.js`;
    const callFrame = {
      functionName: name,
      scriptId: String(fn % FILES),
      url,
      lineNumber: node === 0 ? -1 : fn % 977,
      columnNumber: node === 0 ? -1 : fn % 61,
    };
    const ids = children[node]?.map((child) => child + 1);
    const element = { id: node + 1, callFrame, hitCount: 0, ...(ids?.length && { children: ids }) };
    file.add(`${node === 0 ? "" : ","}${JSON.stringify(element)}`);
  }
  file.add('],"startTime":1000000,"samples":[');
  let at = nodes - 1;
  for (let sample = 0; sample < samples; sample++) {
    for (let up = below(4); up > 0 && at > 0; up--) at = parent[at] as number;
    for (let down = below(5); down > 0 && children[at]?.length; down--) {
      at = (children[at] as number[])[below((children[at] as number[]).length)] as number;
    }
    // Once in a while it goes somewhere else altogether.
    if (random() < 1e-3) at = below(nodes);
    file.add(`${sample === 0 ? "" : ","}${at + 1}`);
  }
  file.add('],"timeDeltas":[');
  let elapsed = 0;
  for (let sample = 0; sample < samples; sample++) {
    const delta = 950 + below(100);
    elapsed += delta;
    file.add(`${sample === 0 ? "" : ","}${delta}`);
  }
  file.add(`],"endTime":${1_000_000 + elapsed + 125}}`);
  file.close();
}

/** Text to a file in large pieces. */
class ChunkedFile {
  readonly #fd: number;
  #parts: string[] = [];

  constructor(path: string) {
    this.#fd = openSync(path, "w");
  }

  add(text: string): void {
    this.#parts.push(text);
    if (this.#parts.length >= 1 << 16) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#fd);
  }

  #flush(): void {
    writeSync(this.#fd, this.#parts.join(""));
    this.#parts = [];
  }
}

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
