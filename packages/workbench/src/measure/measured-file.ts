/**
 * What is remembered of earlier measurements: plain JSON in `.hpts/measured.json` of the lab's folder,
 * not in git. Lost or damaged, it counts as empty: nothing but memories is gone.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Comparison } from "@hpts/bench/compare";
import type { Best, Prediction, PredictionCount } from "./results.ts";

const SCHEMA = "hpts/measured/v1";

export interface Measured {
  readonly schema: typeof SCHEMA;
  /** The best of each case. */
  readonly best: Readonly<Record<string, Best>>;
  readonly predictions: readonly (Prediction & { readonly case: string; readonly at: string })[];
  /** Solutions against handed-out starters: both stay what they are. By case. */
  readonly solutions: Readonly<Record<string, KeptSolution>>;
}

export interface KeptSolution {
  /** Of all that the figure depends on. */
  readonly hash: string;
  readonly comparison: Comparison;
}

const NOTHING: Measured = { schema: SCHEMA, best: {}, predictions: [], solutions: {} };
const MOST_PREDICTIONS = 200;

const fileOf = (labDir: string): string => join(labDir, ".hpts", "measured.json");

export function readMeasured(labDir: string): Measured {
  try {
    const data = JSON.parse(readFileSync(fileOf(labDir), "utf8")) as Partial<Measured>;
    return data.schema === SCHEMA ? { ...NOTHING, ...data } : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Whole or not at all: a reader never sees half a file. */
export function updateMeasured(labDir: string, change: (old: Measured) => Partial<Measured>): void {
  const old = readMeasured(labDir);
  const next = { ...old, ...change(old) };
  const kept = { ...next, predictions: next.predictions.slice(-MOST_PREDICTIONS) };
  const file = fileOf(labDir);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(kept, null, 1)}\n`);
  renameSync(draft, file);
}

export function countOf(predictions: readonly Prediction[]): PredictionCount {
  const decided = predictions.filter(({ found }) => found !== "unclear");
  return {
    right: decided.filter(({ guess, found }) => guess === found).length,
    of: decided.length,
  };
}
