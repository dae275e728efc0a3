/** Profiles of other programs, made for tests. */
import { type Profile, parseProfileBytes } from "../../src/index.ts";
import { CWD } from "./taylor-profile.ts";

/** A .cpuprofile of one function below the root. */
export function cpuprofile(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const callFrame = {
    functionName: "(root)",
    scriptId: "0",
    url: "",
    lineNumber: -1,
    columnNumber: -1,
  };
  const f = {
    functionName: "f",
    scriptId: "1",
    url: "file:///course/a.js",
    lineNumber: 2,
    columnNumber: 4,
  };
  return {
    nodes: [
      { id: 1, callFrame, hitCount: 0, children: [2] },
      {
        id: 2,
        callFrame: f,
        hitCount: 3,
        positionTicks: [
          { line: 3, ticks: 1 },
          { line: 4, ticks: 3 },
        ],
      },
    ],
    startTime: 1000,
    endTime: 1100,
    samples: [2, 1, 2],
    timeDeltas: [10, 20, 30],
    ...changes,
  };
}

/** Reads what a file of this content would give. */
export const read = (content: unknown, name = "x"): Profile => {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return parseProfileBytes(Buffer.from(text), name, { cwd: CWD });
};
