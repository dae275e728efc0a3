/** How far the figures of a profile can be believed: what its engine and its size allow. */
import type { Profile } from "../model/profile.ts";
import { digits, percent } from "../stats/amount.ts";
import { idleTime } from "../stats/engine-line.ts";

/** Below, a share says nothing: with 20 samples, 50 % may as well be 30 % or 70 %. */
const FEWEST_SAMPLES = 20;
/** From here on the error of a share is worth a sentence. */
const LARGE_ERROR_SHARE = 0.03;
/** Of what was measured, how much may be taken off before it is worth a sentence. */
const LARGE_COST_SHARE = 0.2;
/** Calls one within the other. */
const DEEP = 1000;

/** @returns how many samples fell into the work, idle time left out; undefined if it was not sampled */
export function workSamples(profile: Profile): number | undefined {
  const { samples } = profile.meta;
  const allUs = profile.nodes.selfUs.reduce((sum, us) => sum + us, 0);
  if (samples === undefined || allUs === 0) return samples;
  return Math.round(samples * (1 - idleTime(profile) / allUs));
}

/** @returns whether there are too few samples to tell of any function */
export function isTooShort(profile: Profile): boolean {
  return (workSamples(profile) ?? Number.POSITIVE_INFINITY) < FEWEST_SAMPLES;
}

/**
 * @param largestShare of a function, 0 to 1
 * @returns sentences
 */
export function doubts(profile: Profile, largestShare = 0.5): string[] {
  return [
    ...fewSamples(profile, largestShare),
    ...ofEngine(profile),
    ...ownCost(profile),
    ...deepRecursion(profile),
    ...profile.meta.notes,
  ];
}

function fewSamples(profile: Profile, share: number): string[] {
  const samples = workSamples(profile);
  if (samples === undefined) return [];
  if (samples < FEWEST_SAMPLES) {
    return [
      `${samples === 1 ? "One sample" : `${samples} samples`}: too few to tell where time went. ` +
        "Give the program more to do.",
    ];
  }
  // Samples of a function are binomial: 95 % of such shares lie within 1.96 standard deviations.
  const error = 1.96 * Math.sqrt((share * (1 - share)) / samples);
  if (error < LARGE_ERROR_SHARE) return [];
  const points = Math.ceil(error * 100);
  return [`From ${samples} samples, shares may be off by ${points} points.`];
}

function ofEngine({ meta: { engine }, nodes, frames }: Profile): string[] {
  if (engine === "clock") {
    return [
      "A clock was read at each call, which makes short functions look longer than they are.",
    ];
  }
  if (engine === "line") {
    return ["Lines were counted one by one, which makes short lines look longer than they are."];
  }
  const isCounted = nodes.calls !== undefined || frames.calls !== undefined;
  if (isCounted || engine === "imported") return [];
  return ["Calls were not counted: the engine exact does that."];
}

/** What the profiler took off for itself, of all that it measured. */
function ownCost({ meta: { calibrationNsPerCall }, nodes }: Profile): string[] {
  const raw = nodes.rawSelfUs?.reduce((sum, us) => sum + us, 0) ?? 0;
  if (raw === 0 || calibrationNsPerCall === undefined) return [];
  const share = 1 - nodes.selfUs.reduce((sum, us) => sum + us, 0) / raw;
  if (share < LARGE_COST_SHARE) return [];
  return [
    `${percent(share)} of what was measured was the profiler itself (${digits(calibrationNsPerCall)} ns ` +
      "a call) and is taken off: shares of short functions are estimates.",
  ];
}

function deepRecursion({ nodes }: Profile): string[] {
  if (nodes.foldedCalls?.some((calls) => calls > 0)) {
    return [
      "The tree of calls is too large to be kept as it is: inner calls of recursions are folded.",
    ];
  }
  const depth = new Int32Array(nodes.parent.length);
  let deepest = 0;
  for (let node = 1; node < depth.length; node++) {
    depth[node] = (depth[nodes.parent[node] as number] as number) + 1;
    deepest = Math.max(deepest, depth[node] as number);
  }
  return deepest < DEEP ? [] : [`Calls go ${deepest} deep, one within the other.`];
}
