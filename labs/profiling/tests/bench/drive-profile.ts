/** Lets the code of P2 profile a program, and reads what it wrote; gives plain data. */
import { ProfileError, parseProfileBytes, Stats } from "@hpts/profile";
import { profileTo } from "#lab/save-and-convert";
import { makePaths, pathOf, removePaths, textOf } from "./written.ts";

export interface Written {
  readonly engine: string;
  /** "188000/750", or "-" if calls were not counted. */
  readonly factorial: string;
  /** Time of all functions together, in µs. */
  readonly totalUs: number;
}

export interface Driven {
  /** None if there is no such file, or it is no profile: then why. */
  readonly profile: Written | string;
  readonly callgrind: Written | string;
  readonly callgrindText: string;
  readonly table: string;
}

/** @param program of the folder programs */
export async function driveProfile(program = "taylor.ts"): Promise<Driven> {
  const paths = makePaths();
  try {
    await profileTo(pathOf(program), paths);
    const [profile, callgrind, table] = [paths.profile, paths.callgrind, paths.table].map(textOf);
    return {
      profile: written(profile, "prof.json"),
      callgrind: written(callgrind, "prof.callgrind"),
      callgrindText: callgrind ?? "",
      table: table ?? "",
    };
  } finally {
    removePaths(paths);
  }
}

/** In characters: the profiles of P2 have some ten thousand. */
const MOST = 4_000_000;

function written(text: string | undefined, name: string): Written | string {
  if (text === undefined) return "nothing was written there";
  if (text.length > MOST) return `it has ${text.length} characters`;
  try {
    const profile = parseProfileBytes(Buffer.from(text), name, { sourceMaps: false });
    const functions = new Stats(profile).functions();
    const { calls, primitiveCalls } = functions.find(({ name }) => name === "factorial") ?? {};
    return {
      engine: profile.meta.engine,
      factorial: calls === undefined ? "-" : `${calls}/${primitiveCalls}`,
      totalUs: functions.reduce((sum, { selfUs }) => sum + selfUs, 0),
    };
  } catch (error) {
    if (error instanceof ProfileError) return error.message;
    throw error;
  }
}
