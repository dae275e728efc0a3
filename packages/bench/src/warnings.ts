/**
 * What a measurement may be worth nothing for. Each code has an explanation in the README; the traps
 * themselves are in test/fixtures/zoo.
 *
 * Pure: takes what was observed, gives warnings.
 */
import { STEADY_BATCHES } from "./batch/steady.ts";

export const WARNING_CODES = [
  "W_NO_RESULT",
  "W_NOOP",
  "W_CONST_INPUT",
  "W_NOT_SCALING",
  "W_TIMER",
  "W_GC",
  "W_LOAD",
  "W_STEAL",
  "W_NOT_STEADY",
  "W_AA",
  "W_LONG_CALL",
  "W_ASYNC_OVERHEAD",
  "W_ORDER",
  "W_MUTATED",
  "W_PRINTS",
  "W_DEBUGGER",
  "W_COVERAGE",
] as const;

export type WarningCode = (typeof WARNING_CODES)[number];

export interface Warning {
  readonly code: WarningCode;
  readonly detail: string;
}

/** What was seen of one case in one process. */
export interface Observed {
  /** Median time of a call, ns. */
  readonly callNs: number;
  /** Of the fastest batch: what is compared with what nothing costs, since noise only adds. ns */
  readonly fastestNs: number;
  /** Time of a call in an empty loop of the same shape, ns. */
  readonly emptyNs: number;
  /** Whether calls return nothing. */
  readonly isVoid: boolean;
  /** Times that a line of the function ran in a call, if counted; `undefined` otherwise. */
  readonly blocksPerCall?: number | undefined;
  /** Time of one turn of a loop that does nothing, ns. */
  readonly emptyTurnNs: number;
  readonly isAsync: boolean;
  readonly isChained: boolean;
  readonly distinctInputs: number;
  readonly isInputChanged: boolean;
  readonly areInputsRenewed: boolean;
  readonly isSteady: boolean;
  readonly isClockTooCoarse: boolean;
  readonly timerStepNs: number;
  readonly gcShare: number;
  /** Time waited for a core, to time run. */
  readonly waitRatio: number;
  readonly stealShare: number;
}

const NOOP_RATIO = 1.5;
/** Longer calls cannot have been folded into a constant. ns */
const FOLDABLE_NS = 100;
const LONG_CALL_NS = 5e6;
const MUCH_GC_SHARE = 0.1;
const MUCH_WAIT_RATIO = 0.5;
const MUCH_STEAL_SHARE = 0.05;
const ASYNC_SHARE = 0.2;
const ASYNC_LONG_NS = 5000;

/** A warning for each thing that is wrong; none if nothing is. */
export function warningsOf(seen: Observed): Warning[] {
  return [...aboutWork(seen), ...aboutTime(seen), ...aboutMachine(seen)];
}

function aboutWork(seen: Observed): Warning[] {
  const found: Warning[] = [];
  const isNoop = !seen.isAsync && seen.fastestNs <= NOOP_RATIO * seen.emptyNs;
  if (seen.isVoid && !seen.isAsync && !isWorkProven(seen)) {
    add(found, "W_NO_RESULT", "returns nothing, so V8 may have left out its work: return a result");
  }
  if (isNoop) {
    add(found, "W_NOOP", `takes ${ns(seen.fastestNs)}, an empty call ${ns(seen.emptyNs)}`);
  }
  if (seen.distinctInputs < 2 && !seen.isChained && !seen.isAsync && seen.callNs < FOLDABLE_NS) {
    add(
      found,
      "W_CONST_INPUT",
      "always the same input, so V8 may know the answer: give many inputs",
    );
  }
  if (seen.isInputChanged && !seen.areInputsRenewed) {
    const detail = "changes its inputs, so later calls do other work: make inputs a function";
    add(found, "W_MUTATED", detail);
  }
  return found;
}

/**
 * A function without a result has done its work all the same if it took clearly longer than loops
 * that do nothing would take for as many turns.
 */
function isWorkProven({ blocksPerCall, fastestNs, emptyTurnNs }: Observed): boolean {
  return blocksPerCall !== undefined && fastestNs > NOOP_RATIO * emptyTurnNs * blocksPerCall;
}

function aboutTime(seen: Observed): Warning[] {
  const found: Warning[] = [];
  if (seen.isClockTooCoarse) {
    add(found, "W_TIMER", `the clock steps by ${ns(seen.timerStepNs)}, too coarse for a batch`);
  }
  if (!seen.isSteady) {
    const detail = `no ${STEADY_BATCHES} batches in a row within 5 % of each other, or still getting faster`;
    add(found, "W_NOT_STEADY", detail);
  }
  if (seen.callNs > LONG_CALL_NS) {
    add(found, "W_LONG_CALL", `a call takes ${ns(seen.callNs)}: too long to escape the scheduler`);
  }
  const isWaiting = seen.emptyNs > ASYNC_SHARE * (seen.callNs + seen.emptyNs);
  if (seen.isAsync && isWaiting && seen.callNs < ASYNC_LONG_NS) {
    const detail = `of each call ${ns(seen.emptyNs)} are await itself, and were subtracted`;
    add(found, "W_ASYNC_OVERHEAD", detail);
  }
  return found;
}

function aboutMachine(seen: Observed): Warning[] {
  const found: Warning[] = [];
  if (seen.gcShare > MUCH_GC_SHARE) {
    add(found, "W_GC", `${percent(seen.gcShare)} of the time is garbage collection: look at p50`);
  }
  if (seen.waitRatio > MUCH_WAIT_RATIO) {
    const times = seen.waitRatio.toPrecision(2);
    const detail = `waited ${times} times as long for a core as it ran: close other programs`;
    add(found, "W_LOAD", detail);
  }
  if (seen.stealShare > MUCH_STEAL_SHARE) {
    add(found, "W_STEAL", `the host took away ${percent(seen.stealShare)} of the processor's time`);
  }
  return found;
}

/** What makes every time of a process wrong. */
export function processWarnings(execArgv: readonly string[], env: NodeJS.ProcessEnv): Warning[] {
  const found: Warning[] = [];
  const flags = [...execArgv, env["NODE_OPTIONS"] ?? ""].join(" ");
  if (/--inspect\b|--inspect-(brk|wait)\b/.test(flags)) {
    add(found, "W_DEBUGGER", "a debugger is attached; run without --inspect");
  }
  if (env["NODE_V8_COVERAGE"]) {
    add(found, "W_COVERAGE", "coverage is collected; run without NODE_V8_COVERAGE");
  }
  return found;
}

const AA_SHARE = 0.03;

export interface Alike {
  readonly title: string;
  /** The same text for the same function object, inputs, setup and parameters. */
  readonly twin: string;
  readonly p50Ns: number;
}

/** Cases with the same code that came out differently: index -> warning. */
export function sameCodeWarnings(cases: readonly Alike[]): Map<number, Warning> {
  const found = new Map<number, Warning>();
  cases.forEach((one, i) => {
    const others = cases.filter((other, j) => j !== i && other.twin === one.twin);
    const off = (other: Alike): number => Math.abs(Math.log(one.p50Ns / other.p50Ns));
    const [worst] = others.toSorted((a, b) => off(b) - off(a));
    if (worst === undefined || off(worst) <= Math.log(1 + AA_SHARE)) return;
    const detail = `the same code as "${worst.title}", yet ${percent(Math.expm1(off(worst)))} apart: that much is chance`;
    found.set(i, { code: "W_AA", detail });
  });
  return found;
}

const SCALING_SHARE = 0.1;

/** Times that hardly grow with n. @param expected a class that may stay flat needs no warning */
export function scalingWarning(
  ns: readonly number[],
  timesNs: readonly number[],
  expected: string | undefined,
): Warning | undefined {
  if (ns.length < 2 || expected === "1" || expected === "log n") return undefined;
  const doublings = Math.log2(ns.at(-1)! / ns[0]!);
  if (!(doublings >= 1)) return undefined;
  const growth = (timesNs.at(-1)! / timesNs[0]!) ** (1 / doublings) - 1;
  if (growth >= SCALING_SHARE) return undefined;
  const detail = `twice the n takes only ${percent(Math.max(growth, 0))} longer: is the work done, and with n?`;
  return { code: "W_NOT_SCALING", detail };
}

const ORDER_RATIO = 1.2;

/** A case that is slower, or faster, beside the others than alone. */
export function orderWarning(aloneNs: number, togetherNs: number): Warning | undefined {
  const ratio = Math.max(togetherNs / aloneNs, aloneNs / togetherNs);
  if (!(ratio > ORDER_RATIO)) return undefined;
  const way = togetherNs > aloneNs ? "slower" : "faster";
  const detail = `alone ${ns(aloneNs)}, after the other cases ${ns(togetherNs)}: ${ratio.toFixed(2)}x ${way}`;
  return { code: "W_ORDER", detail };
}

function add(found: Warning[], code: WarningCode, detail: string): void {
  found.push({ code, detail });
}

function percent(share: number): string {
  return `${share < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)} %`;
}

function ns(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)} ms`;
  if (value >= 1e3) return `${(value / 1e3).toPrecision(3)} µs`;
  return `${value.toPrecision(3)} ns`;
}
