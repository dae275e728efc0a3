/** Profiles in files. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { ProfileError } from "../profile-error.ts";
import { parseProfile, printProfile } from "./json.ts";
import type { Profile } from "./profile.ts";

/**
 * Reads a profile that {@link saveProfile} wrote.
 * @param cwd the folder from which a relative path leads
 * @throws ProfileError HPTS_PROFILE_FILE if there is none, or none that can be read
 */
export function loadProfile(path: string, cwd: string = process.cwd()): Profile {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), "utf8");
  } catch (cause) {
    throw new ProfileError("HPTS_PROFILE_FILE", `${path}: ${reason(cause)}`, { cause });
  }
  return parseProfile(text, path);
}

/** @throws ProfileError HPTS_PROFILE_FILE if the file cannot be written */
export function saveProfile(path: string, profile: Profile): void {
  try {
    writeFileSync(path, printProfile(profile));
  } catch (cause) {
    throw new ProfileError("HPTS_PROFILE_FILE", `${path}: ${reason(cause)}`, { cause });
  }
}

function reason(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "no such file";
  if (code === "EISDIR") return "expected a file, got a folder";
  if (code === "EACCES") return "no permission";
  if (code === "ERR_STRING_TOO_LONG") return "too large: hpts reads profiles up to 512 MB";
  return message;
}
