/** Which functions a report shows: pstats' restrictions, applied from left to right. */
import { ProfileError } from "../profile-error.ts";
import type { FunctionStats } from "./function-table.ts";
import { quoted } from "./number-text.ts";

/**
 * An integer is a number of functions, another number from 0 to 1 a share of them (`{ share: 1 }` for
 * shares that are integers), and a text or RegExp has to occur in "file:line(name)".
 */
export type Restriction = number | string | RegExp | { readonly share: number };

/**
 * @returns what is left, and a line for each restriction that left something out
 * @throws ProfileError HPTS_PROFILE_OPTION for a number that is no count and no share
 */
export function restrict(
  functions: readonly FunctionStats[],
  restrictions: readonly Restriction[],
): { kept: readonly FunctionStats[]; messages: readonly string[] } {
  let kept = functions;
  const messages: string[] = [];
  for (const restriction of restrictions) {
    const before = kept.length;
    if (typeof restriction === "string") {
      const pattern = compile(restriction);
      if (pattern === undefined) {
        messages.push(`   <Invalid regular expression ${quoted(restriction)}>`);
        continue;
      }
      kept = matching(kept, pattern);
    } else if (restriction instanceof RegExp) kept = matching(kept, restriction);
    else kept = kept.slice(0, countOf(restriction, before));
    if (kept.length === before) continue;
    messages.push(
      `   List reduced from ${before} to ${kept.length} due to restriction <${shown(restriction)}>`,
    );
  }
  return { kept, messages };
}

/**
 * A restriction as it is typed: "10" is a count, "0.5" and "1.0" are shares, all else is a pattern.
 * @throws ProfileError HPTS_PROFILE_OPTION for a number that is no count and no share
 */
export function parseRestriction(word: string): Restriction {
  if (/^[+-]?\d+$/.test(word)) return checked(Number(word));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word)) return word;
  const share = Number(word);
  countOf({ share }, 1);
  return { share };
}

function checked(count: number): number {
  countOf(count, 1);
  return count;
}

function matching(functions: readonly FunctionStats[], pattern: RegExp): FunctionStats[] {
  // A global pattern remembers where it stopped: search does not.
  return functions.filter(({ label }) => label.search(pattern) !== -1);
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    // Without "u", JavaScript takes more: "\_" or "}" as they are, as Python does.
    try {
      return new RegExp(pattern);
    } catch {
      return undefined;
    }
  }
}

function countOf(amount: number | { readonly share: number }, available: number): number {
  if (typeof amount === "number" && Number.isInteger(amount) && amount >= 0) return amount;
  const share = typeof amount === "number" ? amount : amount.share;
  if (share >= 0 && share <= 1) return Math.floor(available * share + 0.5);
  throw new ProfileError(
    "HPTS_PROFILE_OPTION",
    `restriction ${share}: expected a number of functions, or a share from 0 to 1`,
  );
}

function shown(restriction: Restriction): string {
  if (typeof restriction === "string") return quoted(restriction);
  if (typeof restriction !== "object" || restriction instanceof RegExp) return String(restriction);
  const { share } = restriction;
  return Number.isInteger(share) ? share.toFixed(1) : String(share);
}
