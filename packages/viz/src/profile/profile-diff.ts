/**
 * A profile beside another one of the same task, function by function. Which function is which, the
 * data says (`functions.key`): whoever made it saw both profiles, and the files that were renamed.
 */
import type { ProfileData } from "@hpts/profile";

export interface ProfileDiff {
  /** The other's function for each of this one's; -1 where it is new. */
  readonly otherOf: Int32Array;
  /** Own time minus the other's, by function of this profile. */
  readonly selfChange: Float64Array;
  readonly totalChange: Float64Array;
  /** Functions of the other profile that are not in this one. */
  readonly gone: Int32Array;
  /** Of the whole program: this, and the other. */
  readonly total: number;
  readonly otherTotal: number;
  /** The largest change of own time, as an absolute value. */
  readonly most: number;
}

export function profileDiff(data: ProfileData, other: ProfileData): ProfileDiff {
  const idOf = new Map(other.functions.key.map((key, id) => [key, id]));
  const { functions } = data;
  const otherOf = Int32Array.from(functions.key, (key) => idOf.get(key) ?? -1);
  const change = (own: ArrayLike<number>, theirs: ArrayLike<number>): Float64Array =>
    Float64Array.from(otherOf, (id, fn) => (own[fn] as number) - (id < 0 ? 0 : (theirs[id] ?? 0)));
  const selfChange = change(functions.selfUs, other.functions.selfUs);
  const isHere = new Set(otherOf);
  return {
    otherOf,
    selfChange,
    totalChange: change(functions.totalUs, other.functions.totalUs),
    gone: Int32Array.from(idOf.values()).filter((id) => !isHere.has(id)),
    total: sum(functions.selfUs),
    otherTotal: sum(other.functions.selfUs),
    most: selfChange.reduce((most, one) => Math.max(most, Math.abs(one)), 0),
  };
}

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let at = 0; at < values.length; at++) all += values[at] as number;
  return all;
}
