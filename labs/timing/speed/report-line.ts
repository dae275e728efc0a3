/** Your ipythonLine of B3: the line for seven runs. */
import { ipythonLine } from "#lab/report";
import type { Timing } from "#lab/timeit";

/** Times of ns, µs, ms and s. */
export const inputs: readonly Timing[] = [1, 1e3, 1e6, 1e9].map((unit) => {
  const perLoopNs = [4.31, 4.35, 4.33, 4.32, 4.36, 4.3, 4.34].map((time) => time * unit);
  return { loops: 1000, perLoopNs, bestNs: Math.min(...perLoopNs) };
});

export default (timing: Timing): string => ipythonLine(timing);
