/** Measures one claim, and says how it stands. */
import { type Claim, type Major, majorOf, type Range, rangeOn, type Side } from "./claim.ts";
import type { Answer } from "./processes.ts";
import { type Figure, figureOf, type Verdict, verdictOf } from "./verdict.ts";

export interface Measured {
  readonly claim: Claim;
  readonly major: Major;
  readonly node: string;
  readonly v8: string;
  readonly figure: Figure;
  readonly range: Range;
  readonly verdict: Verdict;
}

/** A noisy machine gets so many times the processes to tell. */
const PATIENCE = 3;

/** One fresh process. */
type Ask = (side?: Side) => Promise<Answer>;

export async function measureClaim(claim: Claim, ask: Ask): Promise<Measured> {
  const { processes } = claim.measure;
  const answers: Answer[] = [];
  let measured: Measured;
  do {
    for (let i = 0; i < processes; i++) answers.push(await oneFigure(claim, ask));
    measured = measuredOf(claim, answers);
  } while (measured.verdict === "inconclusive" && answers.length < PATIENCE * processes);
  return measured;
}

async function oneFigure({ measure }: Claim, ask: Ask): Promise<Answer> {
  if (!measure.isApart) return ask();
  const { figure: slow = Number.NaN } = await ask("slow");
  const { figure: fast = Number.NaN, ...versions } = await ask("fast");
  return { ...versions, figure: slow / fast };
}

function measuredOf(claim: Claim, answers: readonly Answer[]): Measured {
  const { node, v8 } = answers[0]!;
  const major = majorOf(node);
  const figure = figureOf(answers.map(({ figure = Number.NaN }) => figure));
  const range = rangeOn(claim, major);
  return { claim, major, node, v8, figure, range, verdict: verdictOf(figure, range) };
}
