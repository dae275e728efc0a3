/** The functions of a profile as data: what --json prints. */
import type { Restriction, Stats } from "@hpts/profile";

export function statsData(stats: Stats, restrictions: readonly Restriction[]): unknown {
  const { meta } = stats.profile;
  const functions = stats.functions(...restrictions).map(({ frame: _, callers, ...figures }) => ({
    ...figures,
    callers: [...callers].map(([{ label }, edge]) => ({ label, ...edge })),
  }));
  return { meta, functions };
}
