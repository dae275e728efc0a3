/** What a benchmark has found: the verdict in words, the dial, and the charts. */
import type { JSX } from "preact";
import type { BenchmarkResult, Tiers } from "../../measure/results.ts";
import { ChartView } from "./mounted.tsx";
import {
  figuresOf,
  INCONCLUSIVE,
  nextTierText,
  predictionText,
  reachedTier,
  sinceLastText,
  times,
} from "./speed-texts.ts";
import { TierDial } from "./tier-dial.tsx";
import { TroubleNote } from "./trouble.tsx";

export interface BenchmarkFoundProps {
  readonly result: BenchmarkResult;
  readonly tiers: Tiers | undefined;
}

export function BenchmarkFound({ result, tiers }: BenchmarkFoundProps): JSX.Element {
  if (result.trouble !== undefined) return <TroubleNote trouble={result.trouble} />;
  const { charts } = result;
  return (
    <>
      {result.you !== undefined && (
        <section class="panel" aria-labelledby="verdict">
          <Verdict result={result} tiers={tiers} />
        </section>
      )}
      {result.baseline === "none" && <WithoutSolution result={result} />}
      <div class="charts">
        {charts.speedup !== undefined && <ChartView chart={charts.speedup} />}
        {charts.distribution !== undefined && <ChartView chart={charts.distribution} />}
        {charts.scaling !== undefined && <ChartView chart={charts.scaling} />}
      </div>
    </>
  );
}

function WithoutSolution({ result }: { readonly result: BenchmarkResult }): JSX.Element {
  const since = sinceLastText(result.sinceLast);
  return (
    <section class="panel" aria-labelledby="verdict">
      <h2 id="verdict">Your times</h2>
      <p>
        Your instructor has not released the solution, so there is no figure beside it.
        {since === undefined && " Change your code and measure again to see what has become of it."}
      </p>
      {since !== undefined && <p>{since}</p>}
    </section>
  );
}

function Verdict({ result, tiers }: BenchmarkFoundProps): JSX.Element {
  const figures = figuresOf(result.you);
  const than =
    result.baseline === "handed-out" ? "the starter as it was handed out" : "the solution";
  if (figures === undefined || result.you === undefined) {
    return (
      <>
        <h2 id="verdict">No figure</h2>
        <p>{INCONCLUSIVE}</p>
      </>
    );
  }
  const { ratio, interval } = figures;
  const hasTiers = tiers !== undefined && result.baseline === "handed-out";
  const reached = hasTiers ? reachedTier(tiers, figures) : undefined;
  const isUnclear =
    "verdict" in result.you
      ? result.you.verdict === "inconclusive"
      : result.you.change === "unclear";
  const solution = figuresOf(result.solution);
  const since = sinceLastText(result.sinceLast);
  return (
    <>
      <h2 id="verdict" class="verdict">
        <span class="ratio">{times(ratio)}</span> as fast as {than}
        {reached !== undefined && <span class={`tier ${reached}`}>{reached}</span>}
      </h2>
      <p class="quiet">
        {times(interval.low)} to {times(interval.high)}: in 95 of 100 measurements the true figure
        lies between such two.
      </p>
      {isUnclear && <p class="banner">~ {INCONCLUSIVE}</p>}
      {hasTiers && (
        <>
          <TierDial
            tiers={tiers}
            ratio={ratio}
            low={interval.low}
            high={interval.high}
            solution={solution?.ratio}
          />
          <p>{nextTierText(tiers, figures)}</p>
        </>
      )}
      <ul class="facts">
        {solution !== undefined && (
          <li>
            The solution: {times(solution.ratio)} ({times(solution.interval.low)} to{" "}
            {times(solution.interval.high)}). Its code stays where it is.
          </li>
        )}
        {result.isSolutionKept === true && (
          <li>No figure of the solution: your instructor has not released it.</li>
        )}
        {since !== undefined && <li>{since}</li>}
        {result.prediction !== undefined && <li>{predictionText(result.prediction)}</li>}
        {result.best?.isNew === true && <li>✓ Your best so far.</li>}
      </ul>
    </>
  );
}
