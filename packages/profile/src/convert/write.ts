/** Profiles for other programs, by format. */
import { printProfile } from "../model/json.ts";
import type { Profile } from "../model/profile.ts";
import { ProfileError } from "../profile-error.ts";
import { toCallgrind } from "./export/callgrind.ts";
import { toCollapsed } from "./export/collapsed.ts";
import { toCpuProfile } from "./export/cpuprofile.ts";
import { toDot } from "./export/dot.ts";
import { foldDeep } from "./export/fold-deep.ts";
import { toMarkdown } from "./export/markdown.ts";
import { toPprof } from "./export/pprof.ts";
import { toSpeedscope } from "./export/speedscope.ts";

export const EXPORT_FORMATS = [
  "callgrind",
  "cpuprofile",
  "speedscope",
  "pprof",
  "collapsed",
  "dot",
  "json",
  "md",
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface Writer {
  /** The end of file names, the usual one first. */
  readonly suffixes: readonly string[];
  readonly write: (profile: Profile) => string | Uint8Array;
}

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  callgrind: { suffixes: [".callgrind", ".calltree", ".kgrind"], write: toCallgrind },
  cpuprofile: { suffixes: [".cpuprofile"], write: toCpuProfile },
  speedscope: {
    suffixes: [".speedscope.json", ".speedscope"],
    write: (profile) => toSpeedscope(foldDeep(profile)),
  },
  pprof: { suffixes: [".pb.gz", ".pprof"], write: (profile) => toPprof(foldDeep(profile)) },
  collapsed: {
    suffixes: [".collapsed", ".folded", ".txt"],
    write: (profile) => toCollapsed(foldDeep(profile)),
  },
  dot: { suffixes: [".dot", ".gv"], write: toDot },
  json: { suffixes: [".json"], write: printProfile },
  md: { suffixes: [".md"], write: toMarkdown },
};

/**
 * @returns text, or bytes for pprof
 * @throws ProfileError with code HPTS_PROFILE_OPTION if the format cannot hold what the profile holds
 */
export function convertProfile(profile: Profile, format: ExportFormat): string | Uint8Array {
  try {
    return WRITERS[format].write(profile);
  } catch (error) {
    // "Invalid string length": V8's longest string is about 512 MB.
    if (!(error instanceof RangeError)) throw error;
    const message = `the profile is too large for ${format}: it would be more than 512 MB of text`;
    throw new ProfileError("HPTS_PROFILE_OPTION", `${message}; callgrind and md are short`, {
      cause: error,
    });
  }
}

/** The usual end of file names of a format, with its dot. */
export function suffixOf(format: ExportFormat): string {
  return WRITERS[format].suffixes[0] as string;
}

/**
 * @param name a file's name, or a format's
 * @throws ProfileError with code HPTS_PROFILE_OPTION that lists the formats
 */
export function formatOf(name: string, isFile: boolean): ExportFormat {
  const found = EXPORT_FORMATS.find((format) => {
    if (!isFile) return format === name;
    // valgrind's own name for its files: callgrind.out.1234
    if (format === "callgrind" && /(^|[/\\])callgrind\.out\b/.test(name)) return true;
    return WRITERS[format].suffixes.some((suffix) => name.toLowerCase().endsWith(suffix));
  });
  if (found !== undefined) return found;
  const formats = EXPORT_FORMATS.join(", ");
  const message = isFile
    ? `the name ${name} does not say which format it is to have; say -f and one of ${formats}`
    : `there is no format ${name}; there are ${formats}`;
  throw new ProfileError("HPTS_PROFILE_OPTION", message);
}
