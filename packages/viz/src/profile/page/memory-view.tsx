/** Memory over time, as `hpts memory run` recorded it. */
import type { MemoryTimeline } from "@hpts/profile/memory";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { mountChart } from "../../chart/page/mount.ts";
import { memory } from "../../chart/presets/memory.ts";

export function MemoryView({ timeline }: { timeline: MemoryTimeline }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mounted = mountChart(place.current as HTMLDivElement, memory([timeline]));
    return () => mounted.destroy();
  }, [timeline]);
  return (
    <div class="hpv-scroll hpv-memory">
      <div ref={place} />
    </div>
  );
}
