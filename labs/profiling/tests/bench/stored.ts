/** What the stored profiles say, so that no answer is written down twice. */
import { join } from "node:path";
import { type FunctionStats, loadProfile, type Profile, Stats } from "@hpts/profile";

export const storedProfile = (name: string): Profile =>
  loadProfile(join(import.meta.dirname, "../profiles", `${name}.json`));

/** By name; functions of the program only. */
export function functionsOf(profile: Profile): Map<string, FunctionStats> {
  const functions = new Stats(profile).functions(".");
  return new Map(functions.map((one) => [one.name, one]));
}
