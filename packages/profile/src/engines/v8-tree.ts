/** What V8's profiler gives (Profiler.stop of the inspector), and its samples as times of nodes. */

/** https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
export interface V8Profile {
  readonly nodes: readonly V8Node[];
  /** Microseconds. */
  readonly startTime: number;
  readonly endTime: number;
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

export interface V8Node {
  readonly id: number;
  readonly callFrame: V8Frame;
  readonly children?: readonly number[];
  readonly positionTicks?: readonly { readonly line: number; readonly ticks: number }[];
}

export interface V8Frame {
  readonly functionName: string;
  readonly url: string;
  /** From 0. */
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Which node was current, and for how long, in the order of time. */
export interface SampleTimes {
  readonly order: Int32Array;
  readonly durationUs: Float64Array;
}

/** A sample counts from its own moment to the next one's: the first delta is before the first. */
export function sampleTimes(profile: V8Profile): SampleTimes {
  const { samples = [], timeDeltas = [], startTime, endTime } = profile;
  const order = Int32Array.from(samples);
  const durationUs = new Float64Array(order.length);
  let at = startTime + (timeDeltas[0] ?? 0);
  for (let i = 0; i < order.length; i++) {
    const delta = timeDeltas[i + 1] ?? Math.max(0, endTime - at);
    durationUs[i] = Math.max(0, delta);
    at += delta;
  }
  return { order, durationUs };
}
