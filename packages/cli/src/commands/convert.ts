/** `hpts convert`: a profile, as a file for another program. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { UsageError } from "@hpts/labkit/lab";
import {
  convertProfile,
  type ExportFormat,
  formatOf,
  openKcachegrind,
  ProfileError,
  readProfile,
} from "@hpts/profile";
import { EXIT } from "../exit-codes.ts";
import { sayingMistakes, standingIn } from "../profile-files.ts";
import { printError } from "../report.ts";

export interface ConvertFlags {
  readonly input?: string;
  readonly output?: string;
  readonly format?: string;
  readonly kcachegrind?: boolean;
}

export async function convertFile(file: string | undefined, flags: ConvertFlags): Promise<void> {
  await sayingMistakes(async () => {
    const input = inputOf(file, flags);
    const format = chooseFormat(flags);
    const profile = readProfile(input, { cwd: standingIn() });
    const content = convertProfile(profile, format);
    for (const note of profile.meta.notes) console.error(`note: ${note}`);
    if (flags.kcachegrind) await showInKcachegrind(content, flags.output);
    else writeResult(content, flags.output ?? "-", format);
  });
}

function inputOf(file: string | undefined, { input, output }: ConvertFlags): string {
  const given = [file, input].filter((one) => one !== undefined);
  const [only] = given;
  if (only === undefined) throw new UsageError("say which profile: hpts convert prof.json -f md");
  if (given.length > 1)
    throw new UsageError(`there are two profiles, ${file} and ${input}; give one`);
  const isSame =
    output !== undefined && resolve(standingIn(), output) === resolve(standingIn(), only);
  if (isSame) throw new UsageError(`${only} would be overwritten; give -o another name`);
  return only;
}

function chooseFormat({ format, output, kcachegrind }: ConvertFlags): ExportFormat {
  if (kcachegrind) {
    if (format === undefined || format === "callgrind") return "callgrind";
    throw new UsageError(`-k opens callgrind files, and -f says ${format}; leave one of them out`);
  }
  if (format !== undefined) return formatOf(format, false);
  if (output === undefined || output === "-") {
    throw new UsageError(
      "say which format: -f callgrind, or -o with a suffix as in prof.callgrind",
    );
  }
  return formatOf(output, true);
}

function writeResult(content: string | Uint8Array, output: string, format: ExportFormat): void {
  if (output !== "-") {
    writeTo(output, content);
    console.error(`${output} written (${format})`);
    return;
  }
  if (typeof content !== "string" && process.stdout.isTTY) {
    throw new UsageError(`${format} is not for the eye; give -o a file`);
  }
  process.stdout.write(content);
}

function writeTo(output: string, content: string | Uint8Array): string {
  const path = resolve(standingIn(), output);
  try {
    writeFileSync(path, content);
    return path;
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new UsageError(`cannot write ${output}: ${REASONS[code] ?? message}`, { cause });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "it is a folder",
  EACCES: "no permission",
  EROFS: "no permission",
  ENOSPC: "the disk is full",
};

/** Without -o the file is gone when the window is closed, as with pyprof2calltree -k. */
async function showInKcachegrind(content: string | Uint8Array, output?: string): Promise<void> {
  const dir = output === undefined ? mkdtempSync(join(tmpdir(), "hpts-")) : undefined;
  try {
    const path = writeTo(output ?? join(dir ?? "", "profile.callgrind"), content);
    await openKcachegrind(path);
  } catch (error) {
    if (!(error instanceof ProfileError) || error.code !== "HPTS_PROFILE_TOOL") throw error;
    printError(error.message);
    process.exitCode = EXIT.environment;
  } finally {
    if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
  }
}
