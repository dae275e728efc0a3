/**
 * The process that runs a lab's checks on every save. Apart from the server: the test runner keeps its
 * thread busy at the very moment when the canvas waits for new code.
 */
import { constants, setPriority } from "node:os";
import { findLab } from "@hpts/labkit/lab";
import { watchLab } from "@hpts/labkit/run";
import type { WorkbenchEvent } from "../protocol.ts";

/** What the server sends. */
export type WatchOrder = { readonly type: "rerun" };

// Who saves looks at the canvas first, and the checks take several times as long.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

// Whoever wanted to know is gone. What the lab has started ends with this process.
process.once("disconnect", () => process.exit(0));
// Ctrl+C on a terminal reaches all of us; the server says when it is over.
process.on("SIGINT", () => {});

const [root = "", id = ""] = process.argv.slice(2);

const say = (event: WorkbenchEvent): void => {
  if (process.connected) process.send?.(event, () => {}); // "disconnect" tells of a server that is gone
};

try {
  const labWatch = await watchLab(findLab(root, id, root), {
    onStart: (exercises, files) =>
      say({ type: "checking", lab: id, exercises, files: files.map(({ file }) => file) }),
    onSlow: (exercises) => say({ type: "slow", lab: id, exercises }),
    onResult: (result, tookMs) => {
      say({ type: "checked", lab: id, result, tookMs });
      say({ type: "progress" });
    },
    onTypes: (faults) => say({ type: "types", lab: id, faults }),
    onError: sayTrouble,
  });
  process.on("message", ({ type }: WatchOrder) => {
    if (type === "rerun") void labWatch.rerun();
  });
} catch (error) {
  sayTrouble(error);
}

function sayTrouble(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  say({ type: "trouble", lab: id, message: `the checks broke: ${message}` });
}
