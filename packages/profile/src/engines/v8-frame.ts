/** A frame of V8's profiles as a place in the sources. */
import { fileURLToPath } from "node:url";
import type { FramePlace } from "../model/tree-builder.ts";
import { v8FrameKind } from "../model/v8-frame-kind.ts";
import type { V8Frame } from "./v8-tree.ts";

/** What knows functions of generated code. */
export interface FunctionPlaces {
  /** @param line from 1 @param column from 0 @param name as V8 has it */
  functionAt(url: string, line: number, column: number, name: string): FramePlace | undefined;
}

export function frameAt(frame: V8Frame, places: FunctionPlaces): FramePlace {
  const { functionName, url, lineNumber, columnNumber } = frame;
  const kind = v8FrameKind(functionName, url);
  if (kind !== "js" && kind !== "native") return { name: functionName, kind };
  const known = places.functionAt(url, lineNumber + 1, columnNumber, functionName);
  if (known !== undefined) return known;
  return {
    name: functionName === "" ? "(anonymous)" : functionName,
    file: url.startsWith("file:") ? fileURLToPath(url) : url,
    line: lineNumber + 1,
    column: columnNumber + 1,
    kind,
  };
}
