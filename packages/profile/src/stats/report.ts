/** One report of a profile, for functions that profile and print. */
import type { Profile } from "../model/profile.ts";
import type { Restriction } from "./restrictions.ts";
import { type Sink, Stats } from "./stats.ts";

export interface ReportOptions {
  /** Sort keys of the report. @default ["cumulative"] */
  readonly sortBy?: readonly string[];
  /** How many lines of it, or which. @default all */
  readonly linesToPrint?: Restriction;
  /** Files without their folders. @default false */
  readonly stripDirs?: boolean;
  /** Where it is written. @default standard output */
  readonly stream?: Sink;
}

export function printReport(profile: Profile, options: ReportOptions): void {
  const { sortBy = ["cumulative"], linesToPrint, stripDirs = false, stream } = options;
  const stats = new Stats(profile, stream && { stream });
  if (stripDirs) stats.stripDirs();
  stats.sortStats(...sortBy).printStats(...(linesToPrint === undefined ? [] : [linesToPrint]));
}
