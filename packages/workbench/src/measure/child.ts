/**
 * The measuring process: gets one order, works, says how far it is, and ends. It leads a process
 * group of its own, so that whoever started it can end all that it has started.
 */
import { basename, dirname } from "node:path";
import { findLab } from "@hpts/labkit/lab";
import { benchmark } from "./benchmark.ts";
import type { ChildMessage, Order, Report } from "./child-messages.ts";
import { measureMemory } from "./memory-run.ts";
import { profile } from "./profile-run.ts";

const say = (message: ChildMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });

// Whoever wanted to know is gone: so is the reason to work on.
process.once("disconnect", () => process.kill(-process.pid, "SIGKILL"));

process.once("message", async ({ kind, labDir, options }: Order) => {
  const report: Report = (progress) => void say({ type: "progress", progress });
  try {
    const lab = findLab(dirname(dirname(labDir)), basename(labDir), labDir);
    const work = { benchmark, profile, memory: measureMemory }[kind];
    await say({ type: "result", result: await work(lab, options, report) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await say({ type: "failed", message });
  } finally {
    process.exit(0);
  }
});
