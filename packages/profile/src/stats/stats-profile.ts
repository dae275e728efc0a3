/** The figures of a report as data: what pstats' get_stats_profile gives. */
import type { FunctionStats } from "./function-table.ts";
import { fixed3 } from "./number-text.ts";
import { callsText } from "./tables.ts";

/** Times in seconds, rounded to milliseconds. */
export interface FunctionProfile {
  /** "12", "12/3" of which 3 primitive, or "-" if calls were not counted. */
  readonly ncalls: string;
  readonly tottime: number;
  /** -1 if it was never called, or calls are not known. */
  readonly percallTottime: number;
  readonly cumtime: number;
  readonly percallCumtime: number;
  readonly fileName: string;
  readonly lineNumber: number;
}

export interface StatsProfile {
  readonly totalTt: number;
  /** By name of the function; of several with one name, the last. */
  readonly funcProfiles: Readonly<Record<string, FunctionProfile>>;
}

export function statsProfile(functions: readonly FunctionStats[]): StatsProfile {
  const profiles = functions.map((one): [string, FunctionProfile] => [
    one.name,
    {
      ncalls: callsText(one),
      tottime: rounded(one.selfUs),
      percallTottime: perCall(one.selfUs, one.calls),
      cumtime: rounded(one.totalUs),
      percallCumtime: perCall(one.totalUs, one.primitiveCalls),
      fileName: one.file,
      lineNumber: one.line,
    },
  ]);
  return {
    totalTt: rounded(functions.reduce((sum, { selfUs }) => sum + selfUs, 0)),
    funcProfiles: Object.fromEntries(profiles),
  };
}

function perCall(us: number, calls: number | undefined): number {
  return calls === undefined || calls === 0 ? -1 : rounded(us / calls);
}

function rounded(us: number): number {
  return Number(fixed3(us / 1e6));
}
