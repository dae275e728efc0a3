/** Profiles from files, of whatever program they are. */
import { readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseProfile } from "../model/json.ts";
import type { Meta, Profile } from "../model/profile.ts";
import { ProfileError } from "../profile-error.ts";
import { type Detected, detect, type ImportFormat } from "./detect.ts";
import { readCallgrind } from "./import/callgrind.ts";
import { readCollapsed } from "./import/collapsed.ts";
import { readCpuProfile } from "./import/cpuprofile.ts";
import { readHeapProfile } from "./import/heapprofile.ts";
import { JsonBytesError } from "./import/json-bytes.ts";
import { readSpeedscope } from "./import/speedscope.ts";

export interface ReadOptions {
  /** Also keep the order of samples; by default if there are at most a few million. */
  readonly timeline?: boolean;
  /** Go from generated code to its sources where a map is found; by default. */
  readonly sourceMaps?: boolean;
  /** Folder to which reports and exports show files relative; the current one by default. */
  readonly cwd?: string;
}

/** What can be read, for people. */
export const READABLE = "hpts, .cpuprofile, .heapprofile, callgrind, speedscope, collapsed stacks";

/**
 * Reads a profile; its format is recognised by its content.
 *
 * @throws ProfileError with code HPTS_PROFILE_FILE
 */
export function readProfile(path: string, options: ReadOptions = {}): Profile {
  const { bytes, startedAt } = contentOf(path, options.cwd);
  return parseProfileBytes(bytes, path, { startedAt, ...options });
}

export interface BytesOptions extends ReadOptions {
  /** ISO 8601; "" is not known. */
  readonly startedAt?: string;
}

/**
 * @param name for messages, and as the profile's command
 * @throws ProfileError with code HPTS_PROFILE_FILE
 */
export function parseProfileBytes(
  bytes: Buffer,
  name: string,
  options: BytesOptions = {},
): Profile {
  if (bytes.length === 0) {
    throw fileError(`${name} is empty: was the program ended before its profile was written?`);
  }
  try {
    const found = detect(bytes);
    if (found.format === undefined) {
      throw fileError(`${name} is ${found.seems}; hpts reads ${READABLE}`);
    }
    return READERS[found.format](bytes, found, {
      ...options,
      name,
      meta: {
        command: [basename(name)],
        cwd: options.cwd ?? process.cwd(),
        startedAt: options.startedAt ?? "",
      },
    });
  } catch (error) {
    if (error instanceof ProfileError) throw error;
    throw damaged(name, bytes.length, error);
  }
}

export interface ReaderOptions extends ReadOptions {
  /** What messages call the file. */
  readonly name: string;
  readonly meta: Pick<Meta, "command" | "cwd" | "startedAt">;
}

type Reader = (bytes: Buffer, found: Detected, options: ReaderOptions) => Profile;

const READERS: Readonly<Record<ImportFormat, Reader>> = {
  hpts: (bytes, _, { name }) => parseProfile(bytes.toString(), name),
  cpuprofile: (bytes, { members }, options) => readCpuProfile(bytes, members, options),
  heapprofile: (bytes, _, options) => readHeapProfile(bytes.toString(), options),
  speedscope: (bytes, _, options) => readSpeedscope(bytes.toString(), options),
  callgrind: (bytes, _, options) => readCallgrind(bytes, options),
  collapsed: (bytes, _, options) => readCollapsed(bytes, options),
};

function contentOf(path: string, cwd = process.cwd()): { bytes: Buffer; startedAt: string } {
  const file = resolve(cwd, path);
  try {
    return { startedAt: statSync(file).mtime.toISOString(), bytes: readFileSync(file) };
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw fileError(`cannot read ${path}: ${REASONS[code] ?? message}`, cause);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "no permission",
  EPERM: "no permission",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB; record with a longer interval, or a shorter run",
};

function damaged(name: string, size: number, error: unknown): ProfileError {
  const message = error instanceof Error ? error.message : String(error);
  const isShort = error instanceof JsonBytesError && error.offset >= size;
  const where = error instanceof JsonBytesError ? ` (byte ${error.offset} of ${size})` : "";
  if ((error as NodeJS.ErrnoException).code === "ERR_STRING_TOO_LONG") {
    const what = `${name} has ${Math.round(size / 1e6)} MB; of its kind hpts reads up to 512 MB`;
    return fileError(`${what}. Record with a longer interval, or a shorter run`, error);
  }
  const advice = isShort
    ? "was the program killed while it wrote its profile? Record it again"
    : "record it again, or check how the file was changed";
  return fileError(`${name} cannot be read as a profile: ${message}${where}; ${advice}`, error);
}

function fileError(message: string, cause?: unknown): ProfileError {
  return new ProfileError("HPTS_PROFILE_FILE", message, { cause });
}
