/** `hpts lines`: a program's lines, how often each ran and how long it took. */

import { extname } from "node:path";
import { UsageError } from "@hpts/labkit/lab";
import { type LineUnit, lineTable, type Profile } from "@hpts/profile";
import { EXIT } from "../exit-codes.ts";
import { profileAt, sayingMistakes } from "../profile-files.ts";
import { profiledRun, type RunFlags } from "../profiled-run.ts";
import { printError } from "../report.ts";

export interface LinesFlags extends RunFlags {
  readonly function?: readonly string[];
  readonly unit: string;
}

const UNITS: readonly string[] = ["s", "ms", "us"] satisfies LineUnit[];

/** What is data is a profile that was kept: its lines are shown. */
const PROFILE = /^\.(json|cpuprofile)$/;

/** @param program or a profile */
export async function profileLines(
  program: string,
  args: readonly string[],
  flags: LinesFlags,
): Promise<void> {
  if (!UNITS.includes(flags.unit))
    throw new UsageError(`-u must be s, ms or us, got ${flags.unit}`);
  const functions = flags.function ?? [];
  if (PROFILE.test(extname(program))) {
    if (args.length > 0 || flags.output !== undefined) {
      throw new UsageError(`${program} is a profile: it takes no arguments and no -o`);
    }
    await showLines(await sayingMistakes(() => profileAt(program)), flags);
    return;
  }
  const profile = await profiledRun(program, args, flags, { functions, viewer: "hpts lines" });
  if (profile !== undefined) await showLines(profile, flags);
}

async function showLines(profile: Profile, flags: LinesFlags): Promise<void> {
  const functions = flags.function ?? [];
  if (!hasLinesOf(profile, functions)) {
    const what =
      functions.length === 0
        ? "no line of the program ran"
        : `no function ${functions.join(", ")} ran`;
    printError(`${what}: there is nothing to show`);
    process.exitCode ||= EXIT.notReached;
    return;
  }
  if (flags.json) {
    console.log(JSON.stringify({ meta: profile.meta, lines: rows(profile) }, null, 1));
    return;
  }
  if (flags.output !== undefined) return;
  const wanted = functions.length === 0 ? {} : { function: pattern(functions) };
  await sayingMistakes(() =>
    console.log(lineTable(profile, { unit: flags.unit as LineUnit, ...wanted })),
  );
}

function hasLinesOf({ lines, frames }: Profile, functions: readonly string[]): boolean {
  if (lines === undefined) return true; // lineTable says what such a profile lacks
  const names = new Set(Array.from(lines.frame, (frame) => frames.name[frame] as string));
  const isNamed = (name: string): boolean =>
    functions.length === 0 || functions.some((one) => name === one || name.endsWith(`.${one}`));
  return [...names].some(isNamed);
}

interface Row {
  readonly file: string;
  readonly function: string;
  readonly line: number;
  readonly hits?: number;
  readonly selfUs: number;
  /** With the calls that the line makes. */
  readonly totalUs?: number;
}

function rows({ lines, frames }: Profile): Row[] {
  return Array.from(lines?.line ?? [], (line, i) => {
    const frame = lines?.frame[i] as number;
    return {
      file: frames.file[frame] as string,
      function: frames.name[frame] as string,
      line,
      ...(lines?.hits !== undefined && { hits: lines.hits[i] as number }),
      selfUs: lines?.selfUs[i] as number,
      ...(lines?.totalUs !== undefined && { totalUs: lines.totalUs[i] as number }),
    };
  });
}

/** Ends of "file:line(name)". */
function pattern(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`[(.](?:${escaped.join("|")})\\)$`);
}
