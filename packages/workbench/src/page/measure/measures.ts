/** What the lab has to measure, as the page knows it. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { LabMeasures } from "../../measure/results.ts";
import { jobs } from "../lab/lab-store.ts";
import { saying } from "../say.ts";
import { read } from "../server.ts";

const known = signal<{ readonly lab: string; readonly measures: LabMeasures } | undefined>(
  undefined,
);

/** Read again when a benchmark has ended: it may have a new best, and another rival. */
export function useMeasures(lab: string): LabMeasures | undefined {
  const ended = jobs.value["benchmark"]?.state;
  useEffect(() => {
    void saying(read<LabMeasures>("/api/measures", { lab })).then((measures) => {
      if (measures !== undefined) known.value = { lab, measures };
    });
  }, [lab, ended]);
  return known.value?.lab === lab ? known.value.measures : undefined;
}
