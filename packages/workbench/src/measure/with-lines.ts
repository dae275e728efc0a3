/** The lines of one run in the profile of another one of the same program. */
import type { Lines, Profile } from "@hpts/profile";

/**
 * Lines of functions that the other run does not know are left out. Two runs never take equally long,
 * and counting lines has a cost of its own: so the lines' times are made to add up to the time of their
 * functions, and keep their proportions.
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
  const factor = selfOf(profile, new Set(frame)) / sumOf(selfUs);
  const scaled = (us: Float64Array): Float64Array =>
    factor > 0 && factor < Number.POSITIVE_INFINITY ? us.map((one) => one * factor) : us;
  const picked: Lines = {
    frame,
    line: Int32Array.from(kept, (at) => lines.line[at] as number),
    selfUs: scaled(selfUs),
    ...(lines.hits !== undefined && { hits: pick(lines.hits) }),
    ...(lines.totalUs !== undefined && { totalUs: scaled(pick(lines.totalUs)) }),
  };
  return { ...profile, lines: picked, ...(sources !== undefined && { sources }) };
}

function keyOf({ frames }: Profile, frame: number): string {
  return `${frames.file[frame]}\0${frames.line[frame]}\0${frames.name[frame]}`;
}

/** Time of these functions themselves. */
function selfOf({ nodes }: Profile, frames: ReadonlySet<number>): number {
  return sumOf(nodes.selfUs.filter((_us, node) => frames.has(nodes.frame[node] as number)));
}

const sumOf = (us: Float64Array): number => us.reduce((sum, one) => sum + one, 0);
