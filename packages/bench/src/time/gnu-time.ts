/**
 * GNU time as a source of peak memory: a small program between us and the command, so that the
 * command's peak does not begin with ours. BSD's `time` on macOS writes otherwise and is left alone;
 * there GNU time is called gtime.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Usage } from "./result.ts";

export interface GnuReport {
  readonly maxRssBytes: number;
  readonly usage: Usage;
  /** Whether a signal ended the command: exit codes above 128 do not tell. */
  readonly bySignal: boolean;
}

/** @returns its name; undefined if there is none */
export function findGnuTime(env: NodeJS.ProcessEnv): string | undefined {
  return ["/usr/bin/time", "gtime"].find((name) => {
    try {
      const stdio = ["ignore", "pipe", "pipe"] as const;
      return execFileSync(name, ["--version"], { env, stdio: [...stdio] }).includes("GNU");
    } catch {
      return false;
    }
  });
}

export function throughGnuTime(gnuTime: string, command: readonly string[], dir: string): string[] {
  return [gnuTime, "-o", fileIn(dir), "-f", "usage %M %F %R %w %c %I %O", "--", ...command];
}

export function gnuReport(dir: string): GnuReport | undefined {
  let text: string;
  try {
    text = readFileSync(fileIn(dir), "utf8");
  } catch {
    return undefined;
  }
  const counts = /^usage ([\d ]+)$/m.exec(text)?.[1]?.split(" ").map(Number);
  if (counts?.length !== 7) return undefined;
  const [rssKib, majorFaults, minorFaults, voluntary, involuntary, blocksIn, blocksOut] =
    counts as [number, number, number, number, number, number, number];
  return {
    maxRssBytes: rssKib * 1024,
    usage: {
      majorFaults,
      minorFaults,
      voluntarySwitches: voluntary,
      involuntarySwitches: involuntary,
      blocksIn,
      blocksOut,
    },
    bySignal: /^Command terminated by signal/m.test(text),
  };
}

function fileIn(dir: string): string {
  return join(dir, "gnu-time");
}
