/**
 * Whether JSON is what it says: files come from anywhere, and a chart of half a file would be a lie.
 * What is wrong is told as "cases[2].stats must be ...".
 */
import type { Machine, RunRecord } from "@hpts/bench";
import type { Comparison, Judgement } from "@hpts/bench/compare";

export type Compared = (Comparison | Judgement) & {
  readonly baseline: string;
  readonly candidate: string;
  /** Unknown of results from before it was kept. */
  readonly machine?: Machine;
};

type Check = (value: unknown, at: string) => string | undefined;

const text: Check = (value, at) => (typeof value === "string" ? undefined : `${at} must be a text`);
const bool: Check = (value, at) =>
  typeof value === "boolean" ? undefined : `${at} must be true or false`;
/** Larger numbers are no measurements, and what is computed of them overflows. */
const MOST = 1e30;
const number: Check = (value, at) =>
  typeof value === "number" && Math.abs(value) <= MOST ? undefined : `${at} must be a number`;
const time: Check = (value, at) =>
  number(value, at) ?? (Number(value) >= 0 ? undefined : `${at} must be 0 or more`);
/** JSON writes NaN as null: a comparison without figures has them. */
const numberOrNull: Check = (value, at) => (value === null ? undefined : number(value, at));

function object(fields: Readonly<Record<string, Check>>, ...optional: readonly string[]): Check {
  return (value, at) => {
    if (!isObject(value)) return `${at} must be an object`;
    for (const [name, check] of Object.entries(fields)) {
      if (value[name] === undefined && optional.includes(name)) continue;
      const fault = check(value[name], at === "" ? name : `${at}.${name}`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

function list(of: Check, length?: number): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return `${at} must be a list`;
    if (length !== undefined && value.length !== length) return `${at} must have ${length} entries`;
    for (const [i, one] of value.entries()) {
      const fault = of(one, `${at}[${i}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

const numbers: Check = (value, at) => {
  if (!isObject(value)) return `${at} must be an object`;
  return Object.entries(value)
    .map(([name, one]) => number(one, `${at}.${name}`))
    .find((fault) => fault !== undefined);
};

const orNull =
  (check: Check): Check =>
  (value, at) =>
    value === null ? undefined : check(value, at);

const times = object(
  { count: time, p25: time, p50: time, p75: time, p99: time, ci95: list(time, 2) },
  "ci95",
);
const generation = object({
  pid: number,
  firstCallNs: time,
  warmupBatches: time,
  k: (value, at) => number(value, at) ?? (Number(value) > 0 ? undefined : `${at} must be above 0`),
  batches: list(list(time, 4)),
});
const oneCase = object({
  name: text,
  params: numbers,
  subtractedNs: time,
  generations: list(generation),
  stats: orNull(object({ wall: times, cpu: times })),
});
const growth = object({
  case: text,
  klass: text,
  confidence: time,
  points: list(object({ n: number, ns: number, fitNs: number })),
});
const machine = { node: text, os: text, arch: text, cpuModel: text, cores: number };
const environment = object({ fingerprint: text, ...machine });
const run = object({
  time: text,
  suite: text,
  git: orNull(object({ sha: text, dirty: bool })),
  env: environment,
  cases: list(oneCase),
  complexity: list(growth),
});
const compared = object(
  {
    baseline: text,
    candidate: text,
    verdict: text,
    change: text,
    ratio: numberOrNull,
    interval: object({ low: numberOrNull, high: numberOrNull }),
    generationRatios: list(number),
    rounds: time,
    clock: text,
    machine: object(machine),
  },
  "verdict",
  "change",
  "machine",
);

/** @returns the run, or what is wrong with it */
export function checkedRun(value: unknown): RunRecord | string {
  return run(value, "") ?? (value as RunRecord);
}

/** @returns the comparison, or what is wrong with it */
export function checkedComparison(value: unknown): Compared | string {
  if (!isObject(value)) return "must be an object";
  const isFault = value["ratio"] === undefined;
  const figures = { ratio: null, interval: { low: null, high: null }, rounds: 0, clock: "" };
  const whole = isFault ? { ...figures, generationRatios: [], ...value } : value;
  return compared(whole, "") ?? (value as unknown as Compared);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
