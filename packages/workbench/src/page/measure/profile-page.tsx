/** The tab "Profile" of a lab: why is it slow, and where the time goes. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ProfileResult } from "../../measure/results.ts";
import { bind } from "../keys.ts";
import { Choice } from "./choice.tsx";
import { JobBar, jobOf, start } from "./job.tsx";
import { useMeasures } from "./measures.ts";
import { ProfileView } from "./mounted.tsx";
import { Programs, useProgram } from "./programs.tsx";
import { Output, TroubleNote } from "./trouble.tsx";
import { WhySlowList } from "./why-slow-list.tsx";

type Engine = "exact" | "sample";

const ENGINES: readonly { readonly value: Engine; readonly text: string }[] = [
  { value: "exact", text: "every call counted" },
  { value: "sample", text: "V8's samples, code unchanged" },
];

export function ProfilePage({ lab }: { readonly lab: string }): JSX.Element {
  const measures = useMeasures(lab);
  const { result, state } = jobOf<ProfileResult>("profile");
  const [program, choose] = useProgram(measures?.programs, result?.program);
  const [engine, setEngine] = useState<Engine>("exact");
  const [handedOut, setHandedOut] = useState(true);
  const why = useRef<HTMLElement>(null);
  const flame = useRef<HTMLElement>(null);
  const shown = result?.program === program ? result : undefined;
  const run = (): void => start(lab, "profile", { program, engine, handedOut });
  const toWhy = (): void => {
    if (shown?.why !== undefined) showSection(why.current);
    else if (state !== "running" && program !== undefined) run();
  };
  useLayoutEffect(() =>
    bind([
      { key: "w", does: "why is it slow", run: toWhy },
      { key: "f", does: "the flame graph", run: () => showSection(flame.current) },
    ]),
  );
  if (measures === undefined) return <p class="waiting">Looking at what there is to profile …</p>;
  if (program === undefined) return <p class="panel">This lab has no program to be profiled.</p>;
  return (
    <div class="measure">
      <section class="panel" aria-label="What is profiled">
        <Programs programs={measures.programs} value={program} onChoose={choose} />
        <Choice
          legend="How"
          name="engine"
          options={ENGINES}
          value={engine}
          onChoose={setEngine}
          isDisabled={state === "running"}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={handedOut}
            onChange={({ currentTarget }) => setHandedOut(currentTarget.checked)}
          />
          compare with the starter as it was handed out
        </label>
        <JobBar kind="profile" verb="Profile" onStart={run} />
      </section>
      {shown?.trouble !== undefined && <TroubleNote trouble={shown.trouble} />}
      {shown?.why !== undefined && (
        <section class="panel" ref={why} tabIndex={-1} aria-labelledby="why-slow">
          <WhySlowList why={shown.why} lab={lab} />
        </section>
      )}
      {shown?.profile !== undefined && (
        <section ref={flame} tabIndex={-1} aria-label="Where the time goes">
          {shown.noHandedOut !== undefined && <p class="quiet">{shown.noHandedOut}</p>}
          {shown.handedOut !== undefined && (
            <p class="quiet">
              Beside it, one run of the starter as it was handed out. Calls can be compared; times
              of single runs differ by a third by chance alone.
            </p>
          )}
          <ProfileView profile={shown.profile} other={shown.handedOut} title={shown.program} />
        </section>
      )}
      {shown !== undefined && <Output text={shown.output} />}
    </div>
  );
}

function showSection(section: HTMLElement | null): void {
  section?.scrollIntoView({ block: "start" });
  section?.focus({ preventScroll: true });
}
