/** The tab "Memory" of a lab: a program's memory over time, and line by line. */
import type { JSX } from "preact";
import type { MemoryResult } from "../../measure/results.ts";
import { JobBar, jobOf, start } from "./job.tsx";
import { useMeasures } from "./measures.ts";
import { MemoryLines } from "./memory-lines.tsx";
import { ChartView } from "./mounted.tsx";
import { Programs, useProgram } from "./programs.tsx";
import { Output, TroubleNote } from "./trouble.tsx";

export function MemoryPage({ lab }: { readonly lab: string }): JSX.Element {
  const measures = useMeasures(lab);
  const { result } = jobOf<MemoryResult>("memory");
  const [program, choose] = useProgram(measures?.programs, result?.program);
  const shown = result?.program === program ? result : undefined;
  if (measures === undefined) return <p class="waiting">Looking at what there is to measure …</p>;
  if (program === undefined) return <p class="panel">This lab has no program to be measured.</p>;
  return (
    <div class="measure">
      <section class="panel" aria-label="What is measured">
        <Programs programs={measures.programs} value={program} onChoose={choose} />
        <JobBar kind="memory" verb="Measure" onStart={() => start(lab, "memory", { program })} />
      </section>
      {shown?.trouble !== undefined && <TroubleNote trouble={shown.trouble} />}
      {shown?.timeline !== undefined && <ChartView chart={shown.timeline} />}
      {shown?.lines !== undefined && (
        <MemoryLines report={shown.lines} args={shown.args} program={shown.program} />
      )}
      {shown !== undefined && <Output text={shown.output} />}
    </div>
  );
}
