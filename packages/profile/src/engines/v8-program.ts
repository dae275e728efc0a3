/** Samples of a program alone, without what has called it. */
import type { SampleTimes, V8Profile } from "./v8-tree.ts";

/**
 * Keeps the samples below a function of the program, and V8's own frames such as the garbage
 * collector, from the program's first sample to its last.
 */
export function belowProgram(
  { nodes }: V8Profile,
  { order, durationUs }: SampleTimes,
  isProgram: (url: string) => boolean,
): SampleTimes {
  const below = new Set<number>();
  const ownFrames = new Set<number>();
  for (const { id, callFrame, children = [] } of nodes) {
    if (isProgram(callFrame.url)) below.add(id);
    if (below.has(id)) for (const child of children) below.add(child);
    const { url, functionName } = callFrame;
    if (url === "" && /^\((?:garbage collector|program|idle)\)$/.test(functionName)) {
      ownFrames.add(id);
    }
  }
  const first = order.findIndex((id) => below.has(id));
  const last = order.findLastIndex((id) => below.has(id));
  const kept = [...order.keys()].filter(
    (i) =>
      first <= i && i <= last && first !== -1 && (below.has(order[i]!) || ownFrames.has(order[i]!)),
  );
  return {
    order: Int32Array.from(kept, (i) => order[i]!),
    durationUs: Float64Array.from(kept, (i) => durationUs[i]!),
  };
}
