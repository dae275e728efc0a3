/**
 * The fast verdict: both functions in this process, pairs of short batches in random order, 0.1 to
 * 0.4 s of processor time. For one's own machine while working; what counts is decided by processes
 * of their own.
 *
 * One process is one generation, so nothing is seen of what differs between processes (1.5 to 4 %,
 * rarely 25 %), and functions that share code share what the compiler learnt of it. A call that
 * never ends takes this process with it.
 */
import { digest, hashOfNumber } from "../../runtime/digest.mjs";
import { splitMix } from "../stats/bootstrap.ts";
import { median } from "../stats/order.ts";
import { type Decision, estimate, RULE, signLogE } from "./decision.ts";
import type { Fault, Judgement } from "./judgement.ts";
import type { Pair, Side } from "./peer.ts";
import { faultText, verdictText } from "./texts.ts";

// biome-ignore lint/suspicious/noExplicitAny: whatever the inputs are, the function takes them.
export type AnyFunction = (...inputs: any[]) => unknown;

export interface InProcessOptions {
  readonly baseline: AnyFunction;
  readonly candidate: AnyFunction;
  readonly minRatio: number;
  /** Fresh ones for each batch, if calls change them. @default one call without an argument */
  readonly inputs?: readonly unknown[] | ((seed: number) => readonly unknown[]);
  readonly isSpread?: boolean;
  readonly isVerified?: boolean;
  /** Of processor time; by the clock on the wall four times that. @default 400 */
  readonly maxMs?: number;
  readonly seed?: number;
  /** ms of processor time of this process. */
  readonly cpuMs?: () => number;
}

type Batch = (inputs: readonly unknown[], calls: number) => number;

interface Lane {
  readonly side: Side;
  readonly batch: Batch;
  calls: number;
  callNs: number[];
  wallNs: number[];
}

const BATCH_MS = 1;
const WARM_UP_MS = 20;
const MOST_WARM_UP_MS = 80;
const MOST_GROWTH = 8;
const MAX_MS = 400;
/** On a machine that is busy. */
const MOST_WALL_SHARE = 4;

export function judgeInProcess(options: InProcessOptions): Judgement {
  const { minRatio, maxMs = MAX_MS } = options;
  if (!(minRatio > 0 && minRatio < Infinity)) {
    throw new RangeError(`minRatio must be a positive number, got ${minRatio}`);
  }
  const cpuMs = options.cpuMs ?? ownCpuMs;
  const startMs = performance.now();
  const startCpuMs = cpuMs();
  const makeInputs = freshInputs(options);
  let running: Side = "baseline";
  try {
    const isMutating = verifyAll(options, makeInputs, (side) => {
      running = side;
    });
    const lanes = {
      baseline: laneOf("baseline", options),
      candidate: laneOf("candidate", options),
    };
    const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
    const inputs = makeInputs(seed);
    const random = splitMix(seed);
    const run = (lane: Lane, isTuning: boolean): number => {
      running = lane.side;
      return runBatch(lane, isMutating ? makeInputs(seed) : inputs, isMutating, cpuMs, isTuning);
    };
    warmUp(lanes, run);
    const rounds: number[] = [];
    let decision: Decision = "undecided";
    const hasTime = (): boolean =>
      cpuMs() - startCpuMs < maxMs && performance.now() - startMs < MOST_WALL_SHARE * maxMs;
    while (decision === "undecided" && hasTime()) {
      const order = [lanes.baseline, lanes.candidate];
      if (random() < 0.5) order.reverse();
      for (const lane of order) run(lane, false);
      rounds.push(Math.log(lanes.baseline.callNs.at(-1)! / lanes.candidate.callNs.at(-1)!));
      decision = decideRounds(rounds, Math.log(minRatio));
    }
    return judgementOf(lanes, rounds, decision, minRatio, performance.now() - startMs);
  } catch (error) {
    return { ...faultOf(error, running), minRatio };
  }
}

/** The sign test alone: there are no generations that could agree. */
function decideRounds(rounds: readonly number[], logTheta: number): Decision {
  const above = rounds.filter((d) => d > logTheta).length;
  if (!(signLogE(above, rounds.length) >= -Math.log(RULE.alpha))) return "undecided";
  return above > rounds.length / 2 ? "pass" : "fail";
}

function warmUp(lanes: Pair<Lane>, run: (lane: Lane, isTuning: boolean) => number): void {
  const spent = { baseline: 0, candidate: 0 };
  const isWarm = (lane: Lane): boolean => {
    const done = spent[lane.side];
    const [early, late] = [lane.callNs.slice(-10, -5), lane.callNs.slice(-5)];
    if (done > MOST_WARM_UP_MS) return true;
    return done > WARM_UP_MS && early.length === 5 && median(early) / median(late) < 1.05;
  };
  while (!isWarm(lanes.baseline) || !isWarm(lanes.candidate)) {
    spent.baseline += run(lanes.baseline, true);
    spent.candidate += run(lanes.candidate, true);
  }
  for (const lane of [lanes.baseline, lanes.candidate]) {
    lane.callNs = [];
    lane.wallNs = [];
  }
}

/** @returns ms of the batch */
function runBatch(
  lane: Lane,
  inputs: readonly unknown[],
  isMutating: boolean,
  cpuMs: () => number,
  isTuning: boolean,
): number {
  if (isMutating) lane.calls = Math.min(lane.calls, inputs.length);
  const wallStart = performance.now();
  const start = cpuMs();
  lane.batch(inputs, lane.calls);
  const ms = Math.max(1e-3, cpuMs() - start);
  const wallMs = performance.now() - wallStart;
  lane.callNs.push((ms * 1e6) / lane.calls);
  lane.wallNs.push((wallMs * 1e6) / lane.calls);
  const counted = Math.max(ms, wallMs / 10);
  if (isTuning) {
    const factor = Math.min(MOST_GROWTH, BATCH_MS / counted);
    lane.calls = Math.max(1, Math.round(lane.calls * factor));
  }
  return counted;
}

let loops = 0;

/**
 * A loop of its own for each side: V8 gives equal texts the same code, and with it what it has
 * learnt from the other function, so each text has a number.
 */
function laneOf(
  side: Side,
  { [side]: fn, isSpread = false }: InProcessOptions & Pair<AnyFunction>,
): Lane {
  const call = isSpread ? "fn(...inputs[at])" : "fn(inputs[at])";
  const text = `// loop ${++loops}
    let sum = 0;
    for (let i = 0, at = 0; i < calls; i++) {
      const result = ${call};
      sum = typeof result === "number" ? (sum + hash(result)) | 0 : sum;
      kept.last = result;
      if (++at === inputs.length) at = 0;
    }
    return sum;`;
  const loop = new Function("fn", "hash", "kept", "inputs", "calls", text);
  const kept = { last: undefined };
  const batch: Batch = (inputs, calls) => loop(fn, hashOfNumber, kept, inputs, calls) as number;
  return { side, batch, calls: 1, callNs: [], wallNs: [] };
}

function freshInputs({ inputs }: InProcessOptions): (seed: number) => readonly unknown[] {
  if (inputs === undefined) return () => [undefined];
  if (typeof inputs === "function") return inputs;
  return () => structuredClone(inputs);
}

class Wrong extends Error {}

/** @returns whether calls change their inputs */
function verifyAll(
  options: InProcessOptions,
  makeInputs: (seed: number) => readonly unknown[],
  onSide: (side: Side) => void,
): boolean {
  let isMutating = false;
  const digestsOf = (side: Side): number[] => {
    onSide(side);
    const fn = options[side];
    return makeInputs(1).map((input) => {
      const before = digest(input);
      const result = options.isSpread ? fn(...(input as unknown[])) : fn(input);
      if (result instanceof Promise) {
        throw new TypeError("it returns a promise; compare it in processes of their own");
      }
      isMutating ||= digest(input) !== before;
      return digest(result === undefined ? input : result);
    });
  };
  const right = digestsOf("baseline");
  const index = digestsOf("candidate").findIndex((one, i) => one !== right[i]);
  if (index >= 0 && (options.isVerified ?? true)) {
    throw new Wrong(`for input ${index} the candidate returns something else than the baseline`);
  }
  return isMutating;
}

function faultOf(error: unknown, side: Side): Fault {
  const verdict = error instanceof Wrong ? "wrong-result" : "crash";
  const text =
    error instanceof Error
      ? `${error.name}: ${error.message}`.split("\n")[0]!
      : `threw ${String(error)}`;
  const message = error instanceof Wrong ? error.message : text;
  return { verdict, side, message: faultText(verdict, side, message) };
}

function judgementOf(
  { baseline, candidate }: Pair<Lane>,
  rounds: readonly number[],
  decision: Decision,
  minRatio: number,
  ms: number,
): Judgement {
  const verdict = decision === "undecided" ? "inconclusive" : decision;
  const isMeasured = rounds.length > 0;
  const wall = baseline.wallNs.map((ns, i) => Math.log(ns / candidate.wallNs[i]!));
  const none = { ratio: Number.NaN, interval: { low: Number.NaN, high: Number.NaN } };
  const callNs = (lane: Lane): number => (isMeasured ? median(lane.callNs) : Number.NaN);
  const figures = isMeasured ? estimate(rounds.map((d) => [d])) : none;
  const measured = {
    ...figures,
    generationRatios: isMeasured ? [figures.ratio] : [],
    discarded: 0,
    rounds: rounds.length,
    callNs: { baseline: callNs(baseline), candidate: callNs(candidate) },
    wallRatio: isMeasured ? Math.exp(median(wall)) : Number.NaN,
    isWallApart: false,
    waitRatio: 0,
    clock: process.platform === "win32" ? ("wall" as const) : ("cpu" as const),
    seconds: ms / 1000,
    notes: [],
  };
  return { ...measured, verdict, minRatio, message: verdictText(verdict, measured, minRatio) };
}

/** The processor clock of Windows steps by 15.6 ms. */
function ownCpuMs(): number {
  if (process.platform === "win32") return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
