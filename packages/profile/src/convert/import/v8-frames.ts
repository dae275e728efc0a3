/** What V8 calls a function and a file, in the model's words; source maps applied. */
import { fileURLToPath } from "node:url";
import { v8FrameKind } from "../../model/v8-frame-kind.ts";
import { FrameList } from "./merge-tree.ts";
import type { RawFrame } from "./node-table.ts";
import type { SourceMaps } from "./source-maps.ts";

const MODULE = "<module>";

export interface NamedFrames {
  readonly frames: FrameList;
  /** Index in `frames`, by raw frame. */
  readonly frameOf: Int32Array;
}

/** @param maps undefined: places stay those of the code that V8 ran */
export function nameFrames(raw: readonly RawFrame[], maps?: SourceMaps): NamedFrames {
  const frames = new FrameList();
  const files = new Map<string, string>();
  const frameOf = Int32Array.from(raw, ({ name, url, line, column }) => {
    const kind = v8FrameKind(name, url);
    if (kind === "root") return 0;
    const file = files.get(url) ?? pathOfUrl(url);
    files.set(url, file);
    const place = maps?.original(file, line, column) ?? { file, line, column };
    const shown = nameOf(name, line, column, file);
    // What a file does itself begins where the file does, and not at its first statement.
    if (shown === MODULE) return frames.add(shown, place.file, 1, 1, kind);
    return frames.add(shown, place.file, place.line, place.column, kind);
  });
  return { frames, frameOf };
}

/** A file's own code is a function without a name at its very beginning. */
function nameOf(name: string, line: number, column: number, file: string): string {
  if (name !== "") return name;
  return file !== "" && line === 1 && column === 1 ? MODULE : "(anonymous)";
}

/** file:// URLs become paths; everything else (node:fs, https://..., wasm://...) stays. */
export function pathOfUrl(url: string): string {
  if (!url.startsWith("file://")) return url;
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
