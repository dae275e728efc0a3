/** A profile of lines out of a small source, without running anything. */
import type { Profile } from "@hpts/profile";

export interface LineFigures {
  /** Text that the line holds. */
  readonly at: string;
  readonly hits?: number;
  readonly us?: number;
}

export const FILE = "/course/labs/x/starter/x.ts";
const KIND = { js: 0, gc: 2, root: 5 } as const;

/** All lines are those of one function. */
export function lineProfile(
  source: string,
  figures: readonly LineFigures[],
  { name = "work", file = FILE }: { readonly name?: string; readonly file?: string } = {},
): Profile {
  const lines = source.split("\n");
  const numbers = figures.map(({ at }) => {
    const found = lines.findIndex((line) => line.includes(at));
    if (found < 0) throw new Error(`the source has no line with ${at}`);
    return found + 1;
  });
  const us = figures.map((one) => one.us ?? 100_000);
  return {
    meta: {
      engine: "line",
      node: "20.20.2",
      command: ["x.ts"],
      cwd: "/course/labs/x",
      startedAt: "2026-01-31T12:00:00.000Z",
      wallUs: 200_000,
      notes: [],
    },
    frames: framesOf(["(root)", name], file),
    nodes: {
      frame: Int32Array.of(0, 1),
      parent: Int32Array.of(-1, 0),
      selfUs: Float64Array.of(
        0,
        us.reduce((sum, one) => sum + one, 0),
      ),
    },
    lines: {
      frame: Int32Array.from(figures, () => 1),
      line: Int32Array.from(numbers),
      hits: Float64Array.from(figures, (one) => one.hits ?? 1_000_000),
      selfUs: Float64Array.from(us),
    },
    sources: { [file]: source },
  };
}

/** A recursion: `all` calls, of which `outer` come from elsewhere. */
export function callProfile(name: string, all: number, outer: number): Profile {
  return {
    ...lineProfile("x", []),
    frames: framesOf(["(root)", name], FILE),
    nodes: {
      frame: Int32Array.of(0, 1, 1),
      parent: Int32Array.of(-1, 0, 1),
      selfUs: Float64Array.of(0, 1, 1),
      calls: Float64Array.of(0, outer, all - outer),
    },
  };
}

/** Samples: so much in the function's line 1, so much in the collector. */
export function sampledProfile(workUs: number, collectingUs: number): Profile {
  const { meta, lines } = lineProfile("x", [{ at: "x", us: workUs }]);
  return {
    meta: { ...meta, engine: "sample", intervalUs: 200 },
    frames: {
      ...framesOf(["(root)", "work", "(garbage collector)"], FILE),
      kind: Uint8Array.of(KIND.root, KIND.js, KIND.gc),
    },
    nodes: {
      frame: Int32Array.of(0, 1, 2),
      parent: Int32Array.of(-1, 0, 0),
      selfUs: Float64Array.of(0, workUs, collectingUs),
    },
    ...(lines !== undefined && { lines }),
  };
}

function framesOf(name: readonly string[], file: string): Profile["frames"] {
  return {
    name,
    file: name.map((_one, i) => (i === 0 ? "" : file)),
    line: Int32Array.from(name, (_one, i) => (i === 0 ? 0 : 1)),
    column: Int32Array.from(name, () => 1),
    kind: Uint8Array.from(name, (_one, i) => (i === 0 ? KIND.root : KIND.js)),
  };
}
