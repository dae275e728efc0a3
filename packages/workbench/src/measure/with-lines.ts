/** The lines of one run in the profile of another one of the same program. */
import type { Lines, Profile } from "@hpts/profile";

/**
 * Lines of functions that the other run does not know are left out. Two runs never take equally long,
 * and counting lines has a cost of its own: so the lines of each function are made to add up to its own
 * time in this profile, and keep their proportions.
 */
export function withLines(profile: Profile, from: Profile): Profile {
  const { lines, sources } = from;
  if (lines === undefined) return profile;
  const frames = new Map<string, number>();
  profile.frames.name.forEach((_name, frame) => {
    const key = keyOf(profile, frame);
    if (!frames.has(key)) frames.set(key, frame);
  });
  const frameOf = Array.from(lines.frame, (frame) => frames.get(keyOf(from, frame)));
  const kept = [...frameOf.keys()].filter((at) => frameOf[at] !== undefined);
  const pick = (column: ArrayLike<number>): Float64Array =>
    Float64Array.from(kept, (at) => column[at] as number);
  const frame = Int32Array.from(kept, (at) => frameOf[at] as number);
  const selfUs = pick(lines.selfUs);
  const here = sumByFrame(profile.nodes.frame, profile.nodes.selfUs);
  const there = sumByFrame(frame, selfUs);
  const factors = Array.from(frame, (one) => (here.get(one) ?? 0) / (there.get(one) || 1));
  const all = (sumOf(here, frame) || 1) / (sumOf(there, frame) || 1);
  const ownUs = selfUs.map((us, at) => us * (factors[at] as number));
  // What a line's calls took is not its function's own time.
  const withCallsUs = (totalUs: Float64Array): Float64Array =>
    totalUs.map((us, at) => (ownUs[at] as number) + all * Math.max(0, us - (selfUs[at] as number)));
  const picked: Lines = {
    frame,
    line: Int32Array.from(kept, (at) => lines.line[at] as number),
    selfUs: ownUs,
    ...(lines.hits !== undefined && { hits: pick(lines.hits) }),
    ...(lines.totalUs !== undefined && { totalUs: withCallsUs(pick(lines.totalUs)) }),
  };
  return { ...profile, lines: picked, ...(sources !== undefined && { sources }) };
}

function keyOf({ frames }: Profile, frame: number): string {
  return `${frames.file[frame]}\0${frames.line[frame]}\0${frames.name[frame]}`;
}

function sumByFrame(frame: Int32Array, us: Float64Array): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [at, one] of frame.entries()) sums.set(one, (sums.get(one) ?? 0) + (us[at] as number));
  return sums;
}

/** Of these frames, each once. */
function sumOf(sums: ReadonlyMap<number, number>, frames: Int32Array): number {
  let sum = 0;
  for (const frame of new Set(frames)) sum += sums.get(frame) ?? 0;
  return sum;
}
