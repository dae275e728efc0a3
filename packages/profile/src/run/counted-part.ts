/** A part of a program whose calls are counted: what the tree has more at its end than at its start. */
import { placedFunctions, readTables } from "../engines/run-files.ts";
import { treeProfile } from "../engines/tree-profile.ts";
import type { Profile } from "../model/profile.ts";
import type { RunOptions } from "../runtime/own-thread.ts";
import { LIVE_KEY, type ThreadResult, type TreeResult } from "../runtime/shared.ts";

export interface Part {
  end(): Profile;
}

/** What the runtime in this thread lets others see. */
export interface LiveRun {
  readonly options: RunOptions;
  readonly thread: string;
  /** As it is now, all samples so far included. */
  result(): ThreadResult;
  /** The node of the tree that is current. */
  current(): number;
}

/** @returns undefined in a process that was not started to be counted */
export function countedPart(): Part | undefined {
  const live = (globalThis as Record<symbol, unknown>)[Symbol.for(LIVE_KEY)] as LiveRun | undefined;
  if (live?.options.engine !== "exact") return undefined;
  const startedAt = new Date().toISOString();
  const start = performance.now();
  const before = live.result();
  const outer = live.current();
  return {
    end() {
      const wallUs = (performance.now() - start) * 1000;
      const result = difference(live.result(), before, outer);
      const tables = readTables(live.options.dir).filter(({ thread }) => thread === live.thread);
      const meta = {
        engine: "exact" as const,
        node: process.versions.node,
        command: process.argv.slice(1),
        cwd: process.cwd(),
        startedAt,
        wallUs,
        notes: [],
      };
      return treeProfile({ result, functions: placedFunctions(tables) }, meta);
    },
  };
}

/** @param outer the node that was current before */
function difference(now: ThreadResult, before: ThreadResult, outer: number): ThreadResult {
  const [a, b] = [now.tree as TreeResult, before.tree as TreeResult];
  const less = (all: Float64Array, some: Float64Array): Float64Array =>
    all.map((value, i) => value - (some[i] ?? 0));
  return {
    ...now,
    samples: now.samples - before.samples,
    idleUs: now.idleUs - before.idleUs,
    tree: withoutOuter(outer, {
      ...a,
      // Counters go round at 2 ** 32.
      calls: less(a.calls, b.calls).map((calls) => (calls < 0 ? calls + 2 ** 32 : calls)),
      foldedCalls: less(a.foldedCalls, b.foldedCalls),
      selfUs: less(a.selfUs, b.selfUs),
      waitUs: less(a.waitUs, b.waitUs),
    }),
  };
}

/**
 * Without the functions that were entered before: what they called hangs under the root. And without
 * those of which nothing ran.
 */
function withoutOuter(outer: number, tree: TreeResult): TreeResult {
  const { calls, selfUs, waitUs } = tree;
  const [fn, parent] = [tree.fn.slice(), tree.parent.slice()];
  const isLeftOut = new Uint8Array(fn.length);
  for (let node = outer; node > 0; node = tree.parent[node]!) {
    if (calls[node] === 0) isLeftOut[node] = 1;
  }
  const isUsed = new Uint8Array(fn.length);
  // A parent stands before its children.
  for (let node = 1; node < fn.length; node++) {
    while (isLeftOut[parent[node]!] === 1) parent[node] = parent[parent[node]!]!;
  }
  for (let node = fn.length - 1; node > 0; node--) {
    if (calls[node] !== 0 || selfUs[node] !== 0 || waitUs[node] !== 0) isUsed[node] = 1;
    if (isUsed[node] === 0 || isLeftOut[node] === 1) fn[node] = 0;
    else isUsed[parent[node]!] = 1;
  }
  return { ...tree, fn, parent };
}
