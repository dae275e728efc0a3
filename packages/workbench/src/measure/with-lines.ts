/** The lines of one run in the profile of another one of the same program. */
import type { Lines, Profile } from "@hpts/profile";

/** Lines of functions that the other run does not know are left out. */
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
  const picked: Lines = {
    frame: Int32Array.from(kept, (at) => frameOf[at] as number),
    line: Int32Array.from(kept, (at) => lines.line[at] as number),
    selfUs: pick(lines.selfUs),
    ...(lines.hits !== undefined && { hits: pick(lines.hits) }),
    ...(lines.totalUs !== undefined && { totalUs: pick(lines.totalUs) }),
  };
  return { ...profile, lines: picked, ...(sources !== undefined && { sources }) };
}

function keyOf({ frames }: Profile, frame: number): string {
  return `${frames.file[frame]}\0${frames.line[frame]}\0${frames.name[frame]}`;
}
