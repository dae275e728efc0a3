/** `hpts lines`: a program's lines, how often each ran and how long it took. */

import { UsageError } from "@hpts/labkit/lab";
import { type LineUnit, lineTable, type Profile } from "@hpts/profile";
import { sayingMistakes } from "../profile-files.ts";
import { profiledRun, type RunFlags } from "../profiled-run.ts";

export interface LinesFlags extends RunFlags {
  readonly function?: readonly string[];
  readonly unit: string;
}

const UNITS: readonly string[] = ["s", "ms", "us"] satisfies LineUnit[];

export async function profileLines(
  program: string,
  args: readonly string[],
  flags: LinesFlags,
): Promise<void> {
  if (!UNITS.includes(flags.unit))
    throw new UsageError(`-u must be s, ms or us, got ${flags.unit}`);
  const functions = flags.function ?? [];
  const profile = await profiledRun(program, args, flags, { functions });
  if (profile === undefined) return;
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
