/**
 * Compares two implementations of the same function in processes of their own.
 *
 * `judgeSpeedup` asks whether the candidate is at least `minRatio` times as fast; `compare` asks
 * what has changed. Neither guesses: "inconclusive" and "unclear" are answers.
 *
 * The processes are ordinary ones: code that wants to cheat can. For code that is not trusted, run
 * it behind a wall.
 */
import { pathToFileURL } from "node:url";
import { temporaryFolder } from "../process/guard.ts";
import { splitMix } from "../stats/bootstrap.ts";
import { median } from "../stats/order.ts";
import { buildPair, type Implementation } from "./build-pair.ts";
import {
  type Change,
  changeOf,
  type Decision,
  decide,
  decideChange,
  estimate,
  RULE,
  type Rule,
} from "./decision.ts";
import { type Generation, runGeneration } from "./generation.ts";
import { type AnyFunction, type InProcessOptions, judgeInProcess } from "./in-process.ts";
import type { Comparison, Fault, Judgement, Measured } from "./judgement.ts";
import { type BuiltModule, type Pair, PeerError } from "./peer.ts";
import { runSequence, type Sequence } from "./sequence.ts";
import { changeText, faultText, NO_INPUTS, printsText, verdictText } from "./texts.ts";
import { WrongResult } from "./verification.ts";

export interface CompareOptions {
  /**
   * The file whose export `inputs` is used for both sides: an array, or a function of a seed that
   * gives one. @default the baseline's, or else the candidate's; without any, the functions are
   * called without an argument
   */
  readonly inputsFile?: string;
  /** Inputs are lists of arguments. @default false */
  readonly isSpread?: boolean;
  /** Whether results are compared. @default true */
  readonly isVerified?: boolean;
  /** Share by which numbers in the results may differ. @default 0 */
  readonly tolerance?: number;
  /** The right results, in the order of the inputs. @default what the baseline returns */
  readonly expected?: readonly unknown[];
  /** For a batch. @default 5000 */
  readonly limitMs?: number;
  /** @default 20 */
  readonly maxSeconds?: number;
  /** @default 12 */
  readonly roundsPerGeneration?: number;
  readonly rule?: Partial<Rule>;
  /** Of the order of batches, and of the inputs. @default random */
  readonly seed?: number;
  /** Further options of Node, for both sides. */
  readonly nodeFlags?: readonly string[];
  /** Told after each generation. */
  readonly onGeneration?: (generation: Generation) => void;
}

export interface JudgeOptions extends CompareOptions {
  readonly baseline: Implementation;
  readonly candidate: Implementation;
  /** How many times as fast the candidate has to be. */
  readonly minRatio: number;
  /**
   * "fast": both in this process, at most half a second; for one's own code while working.
   * @default "processes"
   */
  readonly mode?: "processes" | "fast";
}

const LIMIT_MS = 5000;
const MAX_SECONDS = 20;
const ROUNDS = 12;
/** Maglev of V8 12 and later keeps code at a middle speed for longer. */
const WARM_UP_MS = Number(process.versions.v8.split(".")[0]) >= 12 ? 120 : 40;
/** Both clocks are compared on a machine that is not too busy: waiting / running. */
const QUIET = 1;
const APART = 1.5;

/** @throws RangeError for a `minRatio` that is no positive number, SourceError for broken sources */
export async function judgeSpeedup(options: JudgeOptions): Promise<Judgement> {
  const { minRatio, baseline, candidate } = options;
  if (!(minRatio > 0 && minRatio < Infinity)) {
    throw new RangeError(`minRatio must be a positive number, got ${minRatio}`);
  }
  if (options.mode === "fast") return judgeHere(options);
  const rule = { ...RULE, ...options.rule };
  const decision = (kept: readonly Generation[]): Decision => decideBoth(kept, minRatio, rule);
  const isDone = (kept: readonly Generation[]): boolean => decision(kept) !== "undecided";
  const outcome = await measure(baseline, candidate, options, rule, isDone);
  if ("verdict" in outcome) return { ...outcome, minRatio };
  const measured = measuredOf(outcome);
  const decided = decision(outcome.kept);
  const verdict = decided === "undecided" ? "inconclusive" : decided;
  return { ...measured, verdict, minRatio, message: verdictText(verdict, measured, minRatio) };
}

/** @throws SourceError for broken sources */
export async function compare(
  baseline: Implementation,
  candidate: Implementation,
  options: CompareOptions = {},
): Promise<Comparison> {
  const rule = { ...RULE, ...options.rule };
  const decision = (kept: readonly Generation[]): Change | "undecided" =>
    decideChange(
      kept.map(({ rounds }) => rounds),
      rule,
    );
  const isDone = (kept: readonly Generation[]): boolean => decision(kept) !== "undecided";
  const outcome = await measure(baseline, candidate, options, rule, isDone);
  if ("verdict" in outcome) return { ...outcome, change: "unclear" };
  const measured = measuredOf(outcome);
  // Where the wall clock counts, it decides: `measured` is by the one that does.
  const change = isDone(outcome.kept) ? changeOf(measured) : "unclear";
  return { ...measured, change, message: changeText(change, measured) };
}

interface Outcome extends Sequence {
  readonly notes: readonly string[];
}

function notesOf({ baseline }: Pair<BuiltModule>, kept: readonly Generation[]): string[] {
  const printing = (["baseline", "candidate"] as const).filter((side) =>
    kept.some(({ isPrinting }) => isPrinting[side]),
  );
  return [...(baseline.inputsFile === undefined ? [NO_INPUTS] : []), ...printing.map(printsText)];
}

async function measure(
  baseline: Implementation,
  candidate: Implementation,
  options: CompareOptions,
  rule: Rule,
  isDone: (kept: readonly Generation[]) => boolean,
): Promise<Outcome | Fault> {
  const folder = temporaryFolder("hpts-compare-");
  try {
    const modules = await buildPair(baseline, candidate, options, folder.dir);
    const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
    const random = splitMix(seed);
    const generationOf = async (index: number, warmUpMs: number): Promise<Generation> => {
      const generation = await runGeneration(modules, {
        rounds: options.roundsPerGeneration ?? ROUNDS,
        warmUpMs,
        limitMs: options.limitMs ?? LIMIT_MS,
        verification: {
          isWanted: options.isVerified ?? true,
          tolerance: options.tolerance ?? 0,
          expected: options.expected,
        },
        seed: seed + index,
        random,
        nodeFlags: options.nodeFlags ?? [],
      });
      options.onGeneration?.(generation);
      return generation;
    };
    const { maxGenerations } = rule;
    const limits = {
      maxGenerations,
      maxSeconds: options.maxSeconds ?? MAX_SECONDS,
      warmUpMs: WARM_UP_MS,
    };
    const now = (): number => performance.now();
    const sequence = await runSequence(generationOf, isDone, limits, now);
    return { ...sequence, notes: notesOf(modules, sequence.kept) };
  } catch (error) {
    if (!(error instanceof PeerError || error instanceof WrongResult)) throw error;
    const verdict = error instanceof PeerError ? error.kind : "wrong-result";
    return { verdict, side: error.side, message: faultText(verdict, error.side, error.message) };
  } finally {
    folder.remove();
  }
}

/** The built files loaded into this process. */
async function judgeHere({
  baseline,
  candidate,
  minRatio,
  ...options
}: JudgeOptions): Promise<Judgement> {
  const folder = temporaryFolder("hpts-compare-");
  try {
    const modules = await buildPair(baseline, candidate, options, folder.dir);
    const load = async (file: string): Promise<Record<string, unknown>> =>
      (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    const functionOf = async ({ file, exportName }: BuiltModule): Promise<AnyFunction> =>
      (await load(file))[exportName] as AnyFunction;
    const { inputsFile, isSpread } = modules.baseline;
    const inputs = inputsFile === undefined ? undefined : (await load(inputsFile))["inputs"];
    const judgement = judgeInProcess({
      baseline: await functionOf(modules.baseline),
      candidate: await functionOf(modules.candidate),
      minRatio,
      isSpread,
      isVerified: options.isVerified ?? true,
      ...(inputs !== undefined && { inputs: inputs as NonNullable<InProcessOptions["inputs"]> }),
    });
    const isNoted = inputs === undefined && "notes" in judgement;
    return isNoted ? { ...judgement, notes: [NO_INPUTS] } : judgement;
  } finally {
    folder.remove();
  }
}

/** Where both clocks tell different stories, each has to pass. */
function decideBoth(kept: readonly Generation[], minRatio: number, rule: Rule): Decision {
  const logTheta = Math.log(minRatio);
  const byCpu = decide(
    kept.map(({ rounds }) => rounds),
    logTheta,
    rule,
  );
  if (byCpu !== "pass" || !isWallApart(kept)) return byCpu;
  return decide(
    kept.map(({ wallRounds }) => wallRounds),
    logTheta,
    rule,
  );
}

function isWallApart(kept: readonly Generation[]): boolean {
  const ratio = ratioOf(kept, "rounds") / ratioOf(kept, "wallRounds");
  return waitRatioOf(kept) < QUIET && Math.max(ratio, 1 / ratio) > APART;
}

function measuredOf({ kept, discarded, seconds, notes }: Outcome): Measured {
  const isApart = kept.length > 0 && isWallApart(kept);
  const isByWall = isApart && ratioOf(kept, "wallRounds") < ratioOf(kept, "rounds");
  const rounds = kept.map((one) => (isByWall ? one.wallRounds : one.rounds));
  const figures =
    kept.length > 0
      ? estimate(rounds)
      : { ratio: Number.NaN, interval: { low: Number.NaN, high: Number.NaN } };
  const callNs = (side: keyof Pair<number>): number =>
    kept.length > 0 ? median(kept.map((one) => one.callNs[side])) : Number.NaN;
  return {
    ...figures,
    generationRatios: rounds.map((one) => Math.exp(median(one))),
    discarded,
    rounds: rounds.flat().length,
    callNs: { baseline: callNs("baseline"), candidate: callNs("candidate") },
    wallRatio: kept.length > 0 ? ratioOf(kept, "wallRounds") : Number.NaN,
    isWallApart: isApart,
    waitRatio: waitRatioOf(kept),
    clock: kept[0]?.clock ?? "wall",
    seconds,
    notes,
  };
}

function ratioOf(kept: readonly Generation[], which: "rounds" | "wallRounds"): number {
  return estimate(kept.map((one) => one[which])).ratio;
}

function waitRatioOf(kept: readonly Generation[]): number {
  return kept.length > 0 ? median(kept.map(({ waitRatio }) => waitRatio)) : 0;
}
