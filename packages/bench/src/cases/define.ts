/**
 * What a benchmark file exports: cases, made by `bench(name, spec)`.
 *
 * A case says what to call and with which inputs; batches, warm-up, sinks and checks are ours. Cases
 * are plain data with a mark, so that a file and its runner may each have a copy of this module.
 */
import { BenchError } from "../bench-error.ts";
import type { Klass } from "../complexity/classes.ts";

export type Params = Readonly<Record<string, number>>;

export interface BenchSpec<I, O> {
  /**
   * Taken in turn, call by call; 1024 or more different ones keep V8 from learning the answer. A
   * function is called before each batch if `fn` changes its inputs, otherwise once.
   */
  readonly inputs?: readonly I[] | ((params: Params) => readonly I[]);
  /** The function that is measured. What it returns is consumed and compared. */
  readonly fn: (input: I) => O | Promise<O>;
  /** Whether `fn` returns a promise. @default true for an `async` function */
  readonly async?: boolean;
  /** Each call gets what the last one returned: calls cannot overlap in the processor. */
  readonly chained?: boolean;
  /** Before each batch, never timed. */
  readonly setup?: (params: Params) => void;
  /** Whether an output is right. Without it, the same input must give the same output. */
  readonly check?: (output: O, input: I) => boolean;
  /** Sizes, for a case each: `{ n: [1e3, 1e4] }`. */
  readonly params?: Readonly<Record<string, readonly number[]>>;
  /** The class that is expected of times over `params.n`; "1" and "log n" may stay flat. */
  readonly complexity?: Klass;
}

export interface BenchCase {
  readonly name: string;
  readonly spec: BenchSpec<unknown, unknown>;
  /** Cases run in the order in which they were made. */
  readonly order: number;
}

const MARK = Symbol.for("hpts.bench.case");
const FIELDS = new Set<string>([
  "inputs",
  "fn",
  "async",
  "chained",
  "setup",
  "check",
  "params",
  "complexity",
]);

let made = 0;

/**
 * A benchmark case, to be exported.
 *
 * @example
 *     export const sine = bench("sine", { inputs: angles, fn: (x) => Math.sin(x) });
 * @throws BenchError with code HPTS_BENCH_SPEC for a spec that makes no sense
 */
export function bench<I, O>(name: string, spec: BenchSpec<I, O>): BenchCase {
  const problem = problemOf(name, spec as BenchSpec<unknown, unknown>);
  if (problem !== undefined)
    throw new BenchError("HPTS_BENCH_SPEC", `bench(${quote(name)}): ${problem}`);
  const made_ = { name, spec: spec as unknown as BenchSpec<unknown, unknown>, order: made++ };
  Object.defineProperty(made_, MARK, { value: true });
  return made_;
}

function quote(name: unknown): string {
  return typeof name === "string" ? JSON.stringify(name) : String(name);
}

function problemOf(name: unknown, spec: BenchSpec<unknown, unknown>): string | undefined {
  if (typeof name !== "string" || name.trim() === "") return "the name must be a text";
  if (typeof spec !== "object" || spec === null) return "needs a spec: { fn: (input) => ... }";
  if (typeof spec.fn !== "function") return `fn must be a function, got ${typeof spec.fn}`;
  const unknown = Object.keys(spec).find((field) => !FIELDS.has(field));
  if (unknown !== undefined)
    return `has no option ${unknown}; options are ${[...FIELDS].join(", ")}`;
  const { inputs, params = {} } = spec;
  if (inputs !== undefined && typeof inputs !== "function") {
    if (!Array.isArray(inputs) || inputs.length === 0) return "inputs must be an array, not empty";
  }
  for (const [key, values] of Object.entries(params)) {
    if (!Array.isArray(values) || values.length === 0 || !values.every(Number.isFinite)) {
      return `params.${key} must be an array of numbers, not empty`;
    }
  }
  if (spec.chained && spec.async) return "chained is for functions that are not async";
  return undefined;
}

/** The cases among what a module exports, also those in arrays; in the order they were made. */
export function casesOf(exports: object): BenchCase[] {
  const values = Object.values(exports).flatMap((value: unknown) => value);
  const cases = new Set(values.filter(isCase));
  return [...cases].sort((a, b) => a.order - b.order);
}

function isCase(value: unknown): value is BenchCase {
  return typeof value === "object" && value !== null && MARK in value;
}

/** Every combination of a case's parameters; one that is empty without any. */
export function combinations(params: BenchSpec<unknown, unknown>["params"] = {}): Params[] {
  return Object.entries(params).reduce<Params[]>(
    (made, [key, values]) =>
      made.flatMap((one) => values.map((value) => ({ ...one, [key]: value }))),
    [{}],
  );
}

/** The name with its parameters: "sort n=1000". */
export function titleOf(name: string, params: Params): string {
  return [name, ...Object.entries(params).map(([key, value]) => `${key}=${value}`)].join(" ");
}
