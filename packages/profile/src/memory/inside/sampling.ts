/**
 * Memory by function: V8's sampling heap profiler, set to count what was collected, too. It picks
 * one byte in `intervalBytes` on average and scales up.
 */
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";

/** @returns what ends it, and writes the profile */
export function startSampling(intervalBytes: number, thread: string, file: string): () => void {
  const session = new Session();
  session.connect();
  session.post("HeapProfiler.startSampling", {
    samplingInterval: intervalBytes,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  } as never);
  return () => {
    session.post("HeapProfiler.stopSampling", (error, answer) => {
      if (error === null)
        writeFileSync(file, JSON.stringify({ thread, head: answer.profile.head }));
    });
    session.disconnect();
  };
}
