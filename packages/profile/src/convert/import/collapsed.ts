/**
 * Collapsed stacks, a line each: `main;evolve (simul.ts:24) 12`. The number is samples, or whatever
 * the writer counted. https://github.com/brendangregg/FlameGraph#2-fold-stacks
 */
import type { Profile } from "../../model/profile.ts";
import { type FramePlace, TreeBuilder } from "../../model/tree-builder.ts";
import type { ReaderOptions } from "../read.ts";
import { absoluteFile } from "./absolute-file.ts";
import { textLines } from "./text-lines.ts";

/** @throws SyntaxError that names the line */
export function readCollapsed(bytes: Buffer, { meta }: ReaderOptions): Profile {
  const tree = new TreeBuilder();
  const places = new Map<string, number>();
  const frameOf = (text: string): number => {
    let frame = places.get(text);
    if (frame === undefined) {
      frame = tree.frame(placeOf(text, meta.cwd));
      places.set(text, frame);
    }
    return frame;
  };
  for (const { text, number } of textLines(bytes)) {
    const line = text.trimEnd();
    if (line.trim() === "" || line.startsWith("#")) continue;
    const at = line.lastIndexOf(" ");
    const weight = Number(line.slice(at + 1));
    if (at <= 0 || !Number.isFinite(weight) || weight < 0) {
      const shown = line.length > 60 ? `${line.slice(0, 57)}...` : line;
      throw new SyntaxError(`line ${number} is no stack with a number at its end: ${shown}`);
    }
    let node = 0;
    for (const part of line.slice(0, at).split(";")) {
      if (node === 0 && part === "(root)") continue;
      node = tree.node(node, frameOf(part));
    }
    tree.selfUs[node] = (tree.selfUs[node] as number) + weight;
  }
  return {
    meta: {
      engine: "imported",
      node: "",
      ...meta,
      wallUs: 0,
      unit: "count",
      notes: ["Collapsed stacks do not say what their numbers are: they are shown as they stand."],
    },
    frames: tree.frames,
    nodes: tree.nodes([]),
  };
}

const KINDS: Readonly<Record<string, FramePlace["kind"]>> = {
  "(idle)": "idle",
  "(program)": "program",
  "(garbage collector)": "gc",
};

function placeOf(text: string, cwd: string): FramePlace {
  const [, name, file, line] = /^(.*) \((.+):(\d{1,9})\)$/.exec(text) ?? [];
  if (name === undefined || file === undefined) return { name: text, kind: KINDS[text] ?? "js" };
  return { name, file: absoluteFile(file, cwd), line: Number(line) };
}
