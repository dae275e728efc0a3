/** The tab "Benchmark" of a lab: predict, measure, and see how far it is to the next tier. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { BenchmarkResult, Guess, SpeedCase } from "../../measure/results.ts";
import { BenchmarkFound } from "./benchmark-found.tsx";
import { Choice } from "./choice.tsx";
import { JobBar, jobOf, start } from "./job.tsx";
import { useMeasures } from "./measures.ts";
import { RIVALS, times } from "./speed-texts.ts";

const GUESSES: readonly { readonly value: Guess; readonly text: string }[] = [
  { value: "faster", text: "faster" },
  { value: "same", text: "about the same" },
  { value: "slower", text: "slower" },
];

export function BenchmarkPage({ lab }: { readonly lab: string }): JSX.Element {
  const measures = useMeasures(lab);
  const { result, state } = jobOf<BenchmarkResult>("benchmark");
  const [picked, pick] = useState<string | undefined>(undefined);
  const [guess, setGuess] = useState<Guess | undefined>(undefined);
  useEffect(() => pick(undefined), [lab]);
  // Each guess is about one measurement.
  useEffect(() => setGuess(undefined), [picked, state === "done"]);
  if (measures === undefined) return <p class="waiting">Looking at what there is to measure …</p>;
  const { cases, predictions } = measures;
  const chosen = [picked, result?.case].find((name) => cases.some((one) => one.name === name));
  const shown = cases.find(({ name }) => name === chosen) ?? cases[0];
  if (shown === undefined) return <p class="panel">This lab has nothing to be timed.</p>;
  const found = result?.case === shown.name ? result : undefined;
  const run = (): void =>
    start(lab, "benchmark", { case: shown.name, ...(guess !== undefined && { guess }) });
  const isRunning = state === "running";
  return (
    <div class="measure">
      <section class="panel" aria-label="What is timed">
        {cases.length > 1 && (
          <Choice
            legend="What is timed"
            name="case"
            options={cases.map(({ name, title }) => ({ value: name, text: title }))}
            value={shown.name}
            onChoose={pick}
            isDisabled={isRunning}
          />
        )}
        <p>
          {shown.about} <Best speedCase={shown} />
        </p>
        {shown.rival !== "none" && (
          <Choice
            legend={`Predict first: against ${RIVALS[shown.rival]}, your code is …`}
            name="guess"
            options={GUESSES}
            value={guess}
            onChoose={setGuess}
            isDisabled={isRunning}
          />
        )}
        <JobBar kind="benchmark" verb="Measure" onStart={run}>
          <span class="quiet">
            {guess === undefined && !isRunning && shown.rival !== "none"
              ? "Without a guess it works too, and teaches less. "
              : ""}
            {predictions.of > 0 &&
              `${predictions.right} of your ${predictions.of} guesses were right.`}
          </span>
        </JobBar>
      </section>
      {found !== undefined && <BenchmarkFound result={found} tiers={shown.tiers} />}
    </div>
  );
}

function Best({ speedCase: { best, tiers } }: { readonly speedCase: SpeedCase }) {
  if (best === undefined) return null;
  const than = tiers === undefined ? "the solution" : "the starter";
  const day = new Date(best.at).toLocaleDateString();
  return (
    <span class="quiet">
      Your best so far: {times(best.ratio)} as fast as {than}, {day}.
    </span>
  );
}
