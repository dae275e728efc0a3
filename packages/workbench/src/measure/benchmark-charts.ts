/** The charts of a benchmark: made here, so that the page gets figures and lines, and no records. */
import type { RunRecord } from "@hpts/bench";
import { distribution, machineText, type SpeedupBar, scaling, speedup } from "@hpts/viz/chart";
import type { BenchmarkResult, SpeedCase } from "./results.ts";

export interface Records {
  readonly spread: RunRecord;
  readonly sizes?: RunRecord;
}

export function chartsOf(
  { tiers }: SpeedCase,
  { baseline, you, solution }: BenchmarkResult,
  { spread, sizes }: Records,
): BenchmarkResult["charts"] {
  const machine = machineText(spread.env);
  const bars: SpeedupBar[] =
    baseline === "handed-out"
      ? [
          { name: "as handed out" },
          ...(you === undefined ? [] : [{ name: "you", result: you }]),
          ...(solution === undefined ? [] : [{ name: "solution", result: solution }]),
        ]
      : [{ name: "solution" }, ...(you === undefined ? [] : [{ name: "you", result: you }])];
  const hasBars = baseline !== "none";
  const isDrawn = sizes?.cases.some(({ status }) => status === "ok") === true;
  return {
    ...(hasBars && { speedup: speedup(bars, { machine, ...(tiers !== undefined && { tiers }) }) }),
    distribution: distribution([spread], { title: "How the times of a call scatter" }),
    ...(isDrawn && {
      scaling: scaling([sizes], { title: "Time against the number of particles" }),
    }),
  };
}
