/** The rows of the function table: chosen, sorted. */
import type { ProfileData } from "@hpts/profile";

export const TABLE_KEYS = [
  "calls",
  "self",
  "selfPer",
  "total",
  "totalPer",
  "name",
  "change",
] as const;
export type TableKey = (typeof TABLE_KEYS)[number];

export interface TableOrder {
  readonly key: TableKey;
  readonly isDescending: boolean;
}

/** By own time, as most want to see it first. */
export const FIRST_ORDER: TableOrder = { key: "self", isDescending: true };

/**
 * @param isChosen by function; all if absent
 * @param change by function, for the key "change"; sorted by its size
 * @returns functions in order; what is not known comes last, ties are sorted by name
 */
export function tableRows(
  data: ProfileData,
  { key, isDescending }: TableOrder,
  isChosen?: Uint8Array,
  change?: Float64Array,
): Int32Array {
  const { label } = data.functions;
  const all = Int32Array.from(label.keys());
  const rows = isChosen === undefined ? all : all.filter((fn) => isChosen[fn] === 1);
  const byName = (a: number, b: number): number => compareText(label[a] ?? "", label[b] ?? "");
  const way = isDescending ? -1 : 1;
  if (key === "name") return rows.sort((a, b) => way * byName(a, b));
  const value = (fn: number): number =>
    key === "change" ? Math.abs(change?.[fn] ?? 0) : figure(data, fn, key);
  return rows.sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (Number.isNaN(one) || Number.isNaN(other)) {
      return Number(Number.isNaN(one)) - Number(Number.isNaN(other)) || byName(a, b);
    }
    return way * (one - other) || byName(a, b);
  });
}

/** What a column says of a function; NaN if it is not known. As pstats: self by all calls, total by primitive ones. */
export function figure(
  { functions }: ProfileData,
  fn: number,
  key: Exclude<TableKey, "name" | "change">,
): number {
  const known = (calls: number): number => (calls > 0 ? calls : Number.NaN);
  const calls = functions.calls[fn] as number;
  const primitive = functions.primitiveCalls[fn] as number;
  const self = functions.selfUs[fn] as number;
  const total = functions.totalUs[fn] as number;
  if (key === "calls") return calls < 0 ? Number.NaN : calls;
  if (key === "self") return self;
  if (key === "total") return total;
  return key === "selfPer" ? self / known(calls) : total / known(primitive);
}

/**
 * The functions that a search finds: all its words occur in "file:line(name)", in any case.
 * @returns by function, and undefined if nothing is searched for
 */
export function searched(data: ProfileData, query: string): Uint8Array | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return Uint8Array.from(data.functions.label, (label) => {
    const text = label.toLowerCase();
    return words.every((word) => text.includes(word)) ? 1 : 0;
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
