/**
 * Which function allocates how much: V8's sampling heap profiler, told to keep what is collected
 * again. It notes one allocation in some 512 bytes, so figures of 100 kB are good to a few percent.
 */
import { Session } from "node:inspector";

const EVERY_BYTES = 512;

export interface Allocated {
  readonly name: string;
  readonly bytes: number;
}

interface Node {
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly selfSize: number;
  readonly children: readonly Node[];
}

/**
 * By function, the largest first.
 *
 * @param file only functions of this file, such as "trail.ts"
 */
export function allocatedBy(file: string, run: () => void): Allocated[] {
  const session = new Session();
  session.connect();
  try {
    session.post("HeapProfiler.startSampling", {
      samplingInterval: EVERY_BYTES,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    } as object);
    run();
    const sizes = new Map<string, number>();
    session.post("HeapProfiler.stopSampling", (error, { profile }) => {
      if (error !== null) throw error;
      add(profile.head as Node, file, sizes);
    });
    const found = Array.from(sizes, ([name, bytes]) => ({ name, bytes }));
    return found.sort((a, b) => b.bytes - a.bytes);
  } finally {
    session.disconnect();
  }
}

function add(
  { callFrame, selfSize, children }: Node,
  file: string,
  sizes: Map<string, number>,
): void {
  const { functionName, url } = callFrame;
  if (url.split(/[/?]/).includes(file)) {
    sizes.set(functionName, (sizes.get(functionName) ?? 0) + selfSize);
  }
  for (const child of children) add(child, file, sizes);
}

export const totalBytes = (all: readonly Allocated[]): number =>
  all.reduce((sum, { bytes }) => sum + bytes, 0);
