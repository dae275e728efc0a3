/** The sort keys of pstats. */
import { ProfileError } from "../profile-error.ts";
import type { FunctionStats } from "./function-table.ts";

type Compare = (a: FunctionStats, b: FunctionStats) => number;

interface SortKeyDefinition {
  /** As in "Ordered by: ...". Keys with the same meaning have the same. */
  readonly meaning: string;
  readonly compare: Compare;
}

const byText =
  (of: (one: FunctionStats) => string): Compare =>
  (a, b) => {
    const [one, other] = [of(a), of(b)];
    return one < other ? -1 : one > other ? 1 : 0;
  };
const most =
  (of: (one: FunctionStats) => number | undefined): Compare =>
  (a, b) =>
    (of(b) ?? 0) - (of(a) ?? 0);

const byFile = byText(({ file }) => file);
const byName = byText(({ name }) => name);
const byLine: Compare = (a, b) => a.line - b.line;

const calls = { meaning: "call count", compare: most((one) => one.calls) };
const cumulative = { meaning: "cumulative time", compare: most((one) => one.totalUs) };
const file = { meaning: "file name", compare: byFile };
const time = { meaning: "internal time", compare: most((one) => one.selfUs) };

const SORT_KEYS: Readonly<Record<string, SortKeyDefinition>> = {
  calls,
  ncalls: calls,
  cumtime: cumulative,
  cumulative,
  filename: file,
  line: { meaning: "line number", compare: byLine },
  module: file,
  name: { meaning: "function name", compare: byName },
  nfl: {
    meaning: "name/file/line",
    compare: (a, b) => byName(a, b) || byFile(a, b) || byLine(a, b),
  },
  pcalls: { meaning: "primitive call count", compare: most((one) => one.primitiveCalls) },
  stdname: { meaning: "standard name", compare: byText(({ label }) => label) },
  time,
  tottime: time,
};

/** Key and meaning of all sort keys. */
export const SORT_KEY_MEANINGS: readonly (readonly [string, string])[] = Object.entries(
  SORT_KEYS,
).map(([key, { meaning }]) => [key, meaning]);

/**
 * @param words keys or beginnings of keys that leave no doubt, most important first
 * @throws ProfileError HPTS_PROFILE_OPTION for a word that is no key, or the beginning of several
 */
export function sortOrder(words: readonly string[]): SortKeyDefinition {
  const keys = words.map(sortKey);
  return {
    meaning: keys.map(({ meaning }) => meaning).join(", "),
    compare: (a, b) => {
      for (const { compare } of keys) {
        const order = compare(a, b);
        if (order !== 0) return order;
      }
      return 0;
    },
  };
}

function sortKey(word: string): SortKeyDefinition {
  if (Object.hasOwn(SORT_KEYS, word)) return SORT_KEYS[word] as SortKeyDefinition;
  const candidates = Object.keys(SORT_KEYS).filter((key) => key.startsWith(word) && word !== "");
  const meanings = new Set(candidates.map((key) => (SORT_KEYS[key] as SortKeyDefinition).meaning));
  if (meanings.size === 1) return SORT_KEYS[candidates[0] as string] as SortKeyDefinition;
  const problem =
    candidates.length === 0
      ? `expected one of ${Object.keys(SORT_KEYS).join(", ")}`
      : `it could be ${candidates.join(", ")}`;
  throw new ProfileError("HPTS_PROFILE_OPTION", `sort key ${JSON.stringify(word)}: ${problem}`);
}
