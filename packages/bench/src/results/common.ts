/** What only several cases of a run show together: the same code twice, a time that grows with n. */
import { titleOf } from "../cases/define.ts";
import { fitComplexity } from "../complexity/fit.ts";
import type { Listed } from "../process/messages.ts";
import { sameCodeWarnings, scalingWarning, type Warning } from "../warnings.ts";
import type { CaseRecord, ComplexityRecord } from "./schema.ts";

/** Warnings that only several cases together give: W_AA, W_NOT_SCALING. */
export function withCommonWarnings(
  records: readonly CaseRecord[],
  listed: readonly Listed[],
): CaseRecord[] {
  const extra = records.map((): Warning[] => []);
  const timed = records.flatMap((record, i) => (record.stats === null ? [] : [{ record, i }]));
  const alike = timed.map(({ record, i }) => ({
    title: titleOf(record.name, record.params),
    twin: `${listed[i]!.twin} ${JSON.stringify(record.params)}`,
    p50Ns: record.stats!.wall.p50,
  }));
  for (const [at, warning] of sameCodeWarnings(alike)) extra[timed[at]!.i]!.push(warning);
  for (const group of bySize(records)) {
    const times = group.map((i) => records[i]!.stats!.wall.min);
    const ns = group.map((i) => records[i]!.params["n"]!);
    const warning = scalingWarning(ns, times, listed[group[0]!]!.complexity);
    if (warning !== undefined) extra[group[0]!]!.push(warning);
  }
  return records.map((record, i) => ({ ...record, warnings: [...record.warnings, ...extra[i]!] }));
}

/** Indices of the timed records that differ in n alone, by n. */
function bySize(records: readonly CaseRecord[]): number[][] {
  const groups = new Map<string, number[]>();
  records.forEach(({ name, params: { n, ...rest }, stats }, i) => {
    if (n === undefined || stats === null) return;
    const key = titleOf(name, rest);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const by = (i: number): number => records[i]!.params["n"]!;
  return [...groups.values()].map((group) => group.toSorted((a, b) => by(a) - by(b)));
}

const LEAST_SIZES = 4;

/** The growth of each case that has four sizes or more. */
export function complexityOf(records: readonly CaseRecord[]): ComplexityRecord[] {
  return bySize(records)
    .filter((group) => group.length >= LEAST_SIZES)
    .map((group) => {
      const { name, params } = records[group[0]!]!;
      const { n: _, ...rest } = params;
      const fit = fitComplexity(
        group.map((i) => records[i]!.params["n"]!),
        group.map((i) => [Math.max(records[i]!.stats!.wall.min, 1e-3)]),
      );
      const { best, table, confidence, points } = fit;
      const relErr = table[0]!.relErr;
      return { case: titleOf(name, rest), klass: best, relErr, confidence, table, points };
    });
}
