/** Lets the code of P2 profile taylor.ts, and reads what it wrote; gives plain data. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProfileError, readProfile, Stats } from "@hpts/profile";
import { profileTo } from "#lab/save-and-convert";

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

export async function driveProfile(): Promise<Driven> {
  const dir = mkdtempSync(join(tmpdir(), "hpts-profiling-"));
  const files = {
    profile: join(dir, "prof.json"),
    table: join(dir, "table.txt"),
    callgrind: join(dir, "prof.callgrind"),
  };
  try {
    await profileTo(join(import.meta.dirname, "../programs/taylor.ts"), files);
    const text = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
    return {
      profile: written(files.profile),
      callgrind: written(files.callgrind),
      callgrindText: text(files.callgrind),
      table: text(files.table),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function written(file: string): Written | string {
  if (!existsSync(file)) return "nothing was written there";
  try {
    const profile = readProfile(file);
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
