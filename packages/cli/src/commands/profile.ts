/** `hpts profile`: a program's functions, their calls and times. */
import { Stats, sortOrder } from "@hpts/profile";
import { countOf, sayingMistakes } from "../profile-files.ts";
import { profiledRun, type RunFlags } from "../profiled-run.ts";
import { statsData } from "../stats-data.ts";

export interface ProfileFlags extends RunFlags {
  readonly sort?: string;
  readonly top?: string;
}

export async function profileProgram(
  program: string,
  args: readonly string[],
  flags: ProfileFlags,
): Promise<void> {
  const { sort, top, output, json } = flags;
  const restrictions = top === undefined ? [] : [countOf("-n", top)];
  const keys = (sort ?? "cumulative").split(",");
  await sayingMistakes(() => sortOrder(keys)); // before the program runs
  const profile = await profiledRun(program, args, flags, { viewer: "hpts stats" });
  if (profile === undefined) return;
  if (output !== undefined && sort === undefined && top === undefined && !json) return;
  const stats = new Stats(profile).sortStats(...keys);
  if (json) console.log(JSON.stringify(statsData(stats, restrictions), null, 1));
  else stats.printStats(...restrictions);
}
