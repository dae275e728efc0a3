/**
 * A run against an earlier one: unpaired, so with little confidence. A neighbour on the machine changes
 * the speed of a core by 30-40 % for seconds; less than that is not called a change here. For a verdict
 * both sides have to run at the same time: `hpts compare`.
 */
import { titleOf } from "../cases/define.ts";
import { median } from "../stats/order.ts";
import type { CaseRecord, Metric, RunRecord } from "./schema.ts";

export interface Difference {
  readonly title: string;
  /** Time now to time then: 2 = twice as slow. `undefined` if one of them has no times. */
  readonly ratio: number | undefined;
  readonly judgement: "same" | "slower" | "faster" | "inconclusive";
  readonly isResultChanged: boolean;
}

const CHANGE_RATIO = 1.3;
/** Instructions repeat to some parts in 100,000; where V8 draws the line between tiers moves more. */
const CHANGE_OF_INSTRUCTIONS = 1.01;

/** Cases that both runs have. Nothing is concluded between different machines. */
export function differences(
  now: RunRecord,
  then: RunRecord,
  metric: Metric | "instructions",
): Difference[] {
  const isComparable = now.env.fingerprint === then.env.fingerprint;
  return now.cases.flatMap((one): Difference[] => {
    const title = titleOf(one.name, one.params);
    const other = then.cases.find(({ name, params }) => titleOf(name, params) === title);
    if (other === undefined) return [];
    const isResultChanged = one.checksum !== other.checksum;
    if (metric === "instructions") {
      const ratio = (one.instructions ?? Number.NaN) / (other.instructions ?? Number.NaN);
      const shown = Number.isNaN(ratio) ? undefined : ratio;
      const judgement = isComparable ? judgeInstructions(ratio) : "inconclusive";
      return [{ title, ratio: shown, judgement, isResultChanged }];
    }
    const [a, b] = [generationMedians(one, metric), generationMedians(other, metric)];
    if (a.length === 0 || b.length === 0) {
      return [{ title, ratio: undefined, judgement: "inconclusive", isResultChanged }];
    }
    const judgement = isComparable ? judge(a, b) : "inconclusive";
    return [{ title, ratio: median(a) / median(b), judgement, isResultChanged }];
  });
}

/** A change is beyond 30 %, and in every generation. */
function judge(now: readonly number[], then: readonly number[]): Difference["judgement"] {
  const ratio = median(now) / median(then);
  if (ratio > CHANGE_RATIO) return Math.min(...now) > Math.max(...then) ? "slower" : "inconclusive";
  if (ratio < 1 / CHANGE_RATIO)
    return Math.max(...now) < Math.min(...then) ? "faster" : "inconclusive";
  return "same";
}

function judgeInstructions(ratio: number): Difference["judgement"] {
  if (Number.isNaN(ratio)) return "inconclusive";
  if (ratio > CHANGE_OF_INSTRUCTIONS) return "slower";
  return ratio < 1 / CHANGE_OF_INSTRUCTIONS ? "faster" : "same";
}

/** Median time of a call in each generation, ns. */
export function generationMedians({ generations }: CaseRecord, metric: Metric): number[] {
  const column = metric === "wall" ? 0 : 1;
  return generations
    .filter(({ batches }) => batches.length > 0)
    .map(({ batches, k }) => median(batches.map((row) => row[column] / k)));
}
