/** The highest resident memory of recorded programs, in the words of `mprof peak`. */
import { fixed3 } from "../stats/number-text.ts";
import { type MemoryTimeline, MIB, type Series } from "./timeline-file.ts";

export function peakText(timeline: MemoryTimeline): string {
  const lines = [`${timeline.name}\t${mib(peakBytes(timeline.rss))} MiB`];
  for (const [pid, series] of timeline.children) {
    lines.push(`  Child ${pid}\t\t\t${mib(peakBytes(series))} MiB`);
  }
  return `${lines.join("\n")}\n`;
}

/** Of the figures that were taken; between two of them there may have been more. */
export function peakBytes({ bytes }: Series): number {
  return bytes.reduce((most, one) => Math.max(most, one), 0);
}

const mib = (bytes: number): string => fixed3(bytes / MIB);
