/** A program's memory without the start of Node, which is longer than a short program. */
import type { MemoryTimeline } from "@hpts/profile/memory";

/** What is left of the time before Node has said how large its heap is. */
const KEPT_S = 0.02;

export function withoutStart(timeline: MemoryTimeline): MemoryTimeline {
  const { rss, heap, collections, marks, meta } = timeline;
  const startS = (heap[0]?.atS ?? 0) - KEPT_S;
  if (startS <= 0) return timeline;
  const later = <T extends { readonly atS: number }>(rows: readonly T[]): T[] =>
    rows.filter(({ atS }) => atS >= startS).map((row) => ({ ...row, atS: row.atS - startS }));
  const readings = later(rss.atS.map((atS, i) => ({ atS, bytes: rss.bytes[i]! })));
  const note = `Node's own start, ${Math.round(startS * 1000)} ms, is left out.`;
  return {
    ...timeline,
    rss: { atS: readings.map(({ atS }) => atS), bytes: readings.map(({ bytes }) => bytes) },
    heap: later(heap),
    collections: later(collections),
    marks: later(marks),
    meta: meta && { ...meta, notes: [...meta.notes, note] },
  };
}
