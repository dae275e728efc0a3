/** What all exporters leave out, and how they name what stays. */
import { isAbsolute, relative, sep } from "node:path";
import { FRAME_KINDS, type FrameKind, type Profile } from "../../model/profile.ts";

export function kindOf({ frames }: Profile, frame: number): FrameKind {
  return FRAME_KINDS[frames.kind[frame] as number] as FrameKind;
}

/**
 * Self cost by node, in the model's unit, without the waiting of the event loop: idle time is no
 * part of what a program costs.
 */
export function activeSelf(profile: Profile): Float64Array {
  const { nodes } = profile;
  return nodes.selfUs.map((us, node) =>
    kindOf(profile, nodes.frame[node] as number) === "idle" ? 0 : us,
  );
}

/**
 * Whole numbers whose sum is the rounded sum of `costs * factor`: each is less than one away from its
 * own cost, and no error adds up.
 */
export function wholeCosts(costs: ArrayLike<number>, factor: number): Float64Array {
  const whole = new Float64Array(costs.length);
  let exact = 0;
  let given = 0;
  for (let i = 0; i < costs.length; i++) {
    exact += (costs[i] as number) * factor;
    const upTo = Math.round(exact);
    whole[i] = upTo - given;
    given = upTo;
  }
  return whole;
}

/** Relative to the folder of the run where the file is below it; "" stays "". */
export function shownFile({ meta }: Profile, file: string): string {
  if (!isAbsolute(file) || meta.cwd === "") return file;
  const short = relative(meta.cwd, file);
  return short === "" || short.startsWith("..") || isAbsolute(short)
    ? file
    : short.split(sep).join("/");
}

/**
 * A name for each frame that no other frame of the same file has: viewers take functions with one
 * name and one file for the same function.
 */
export function distinctNames(profile: Profile): string[] {
  const { name, file, line, column } = profile.frames;
  const count = name.length;
  const groups = new Map<string, number[]>();
  for (let frame = 0; frame < count; frame++) {
    const key = `${file[frame]}\0${name[frame]}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [frame]);
    else group.push(frame);
  }
  const names = name.slice();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    for (const frame of group) {
      const isOnlyOne = group.every((other) => other === frame || line[other] !== line[frame]);
      const place = isOnlyOne ? `${line[frame]}` : `${line[frame]}:${column[frame]}`;
      names[frame] = `${name[frame]} (line ${place})`;
    }
  }
  return names;
}
