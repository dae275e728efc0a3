/**
 * Finds the loop that does not end: the student's code once more, with a call at the beginning of each
 * loop's body. The call throws when the time is up, and names the loop. Only for code that has hung: it
 * is slower.
 */
import { readFileSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "esbuild";
import { parseSync } from "oxc-parser";

/** What the worker has under this name is called with a loop's place: "starter/simulator.ts:23:5". */
export const LOOP_MARK = "__hptsLoop";

export function loopMarks(labDir: string): Plugin {
  const starter = join(realpathSync(labDir), "starter") + sep;
  return {
    name: "loop-marks",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/, namespace: "file" }, ({ path }) => {
        if (!path.startsWith(starter)) return undefined;
        const name = relative(realpathSync(labDir), path).split(sep).join("/");
        return { contents: markLoops(name, readFileSync(path, "utf8")), loader: "ts" };
      });
    },
  };
}

/** @param file as places name it */
export function markLoops(file: string, source: string): string {
  const insertions: { at: number; text: string }[] = [];
  visit(parseSync(file, source).program, ({ type, start, body }) => {
    if (!LOOPS.has(type) || !isNode(body)) return;
    const before = source.slice(0, start).split("\n");
    const place = `${file}:${before.length}:${before.at(-1)!.length + 1}`;
    const mark = `${LOOP_MARK}(${JSON.stringify(place)});`;
    if (body.type === "BlockStatement") insertions.push({ at: body.start + 1, text: mark });
    else insertions.push({ at: body.start, text: `{${mark}` }, { at: body.end, text: "}" });
  });
  let text = source;
  // From the end, so that what comes before stays where it is.
  for (const { at, text: inserted } of insertions.sort((a, b) => b.at - a.at)) {
    text = text.slice(0, at) + inserted + text.slice(at);
  }
  return text;
}

const LOOPS = new Set([
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
]);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly body?: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, see);
  else if (isNode(value)) {
    see(value);
    for (const one of Object.values(value)) visit(one, see);
  }
}
