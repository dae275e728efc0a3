/**
 * The record: `docs/measurements/claims.json`, what was measured last on each version of Node. It is
 * written by `pnpm claims --write` only, and read by everything else.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { MAJORS, type Major, type Range } from "./claim.ts";
import type { Measured } from "./measure-claim.ts";

export interface RecordedFigure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Day of the measurement, "2026-11-22". */
  readonly date: string;
  readonly node: string;
  readonly v8: string;
  readonly cpu: string;
  readonly command: string;
}

/** By id and version of Node. */
export type ClaimRecord = Readonly<
  Record<string, Readonly<Partial<Record<Major, RecordedFigure>>>>
>;

export function readRecord(file: string): ClaimRecord {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, "utf8")) as ClaimRecord;
}

/** A record with these in place of the older ones. @param date of today */
export function withMeasured(
  record: ClaimRecord,
  measured: readonly Measured[],
  date: string,
): ClaimRecord {
  const changed: Record<string, Partial<Record<Major, RecordedFigure>>> = { ...record };
  const cpu = cpus()[0]?.model.trim() ?? "unknown";
  for (const { claim, major, figure, node, v8 } of measured) {
    const command = `pnpm claims ${claim.id}`;
    const entry = { ...figure, date, node, v8, cpu, command };
    changed[claim.id] = { ...changed[claim.id], [major]: entry };
  }
  return changed;
}

/** One line for a figure: what changed is seen in a diff. @param ids in their order; others follow */
export function writeRecord(file: string, record: ClaimRecord, ids: readonly string[]): void {
  const known = ids.filter((id) => record[id] !== undefined);
  const others = Object.keys(record).filter((id) => !known.includes(id));
  const blocks = [...known, ...others].map((id) => {
    const lines = MAJORS.flatMap((major) => {
      const figure = record[id]![major];
      return figure === undefined ? [] : [`    "${major}": ${JSON.stringify(figure)}`];
    });
    return `  ${JSON.stringify(id)}: {\n${lines.join(",\n")}\n  }`;
  });
  // Whoever reads it meanwhile reads all of it.
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `{\n${blocks.join(",\n")}\n}\n`);
  renameSync(fresh, file);
}

/** The lowest and highest of the versions' medians; `undefined` if none is recorded. */
export function spreadOver(figures: Partial<Record<Major, RecordedFigure>>): Range | undefined {
  const medians = MAJORS.flatMap((major) => figures[major]?.median ?? []);
  if (medians.length === 0) return undefined;
  return { low: Math.min(...medians), high: Math.max(...medians) };
}
