/**
 * "Why is it slow?": the hottest lines of a program, what stands on them, why that costs in V8, and
 * a question to think about. Rules look at profiles and at the syntax of a line; no rule knows a lab
 * or its solution, and none says what to write instead.
 *
 * Pure: profiles in, sentences out. The files' texts are those that ran, from the profiles.
 */
import * as allocation from "./allocation-rules.ts";
import { shareText } from "./amounts.ts";
import { hotSpots, type Runs } from "./hot-spots.ts";
import * as library from "./library-rules.ts";
import * as numbers from "./number-rules.ts";
import { remaining } from "./remaining-rules.ts";
import * as repetition from "./repetition-rules.ts";
import type { Finding, Rule, Spot } from "./rule.ts";
import { FileSyntax } from "./syntax.ts";

export interface SlowLine extends Spot {
  /** The most telling one first; never empty. */
  readonly findings: readonly Finding[];
}

export interface WhySlow {
  /** Hottest first. */
  readonly lines: readonly SlowLine[];
  /** Of the program as a whole, a sentence each. */
  readonly whole: readonly string[];
  /** What these figures do not show, a sentence each. */
  readonly cannotTell: readonly string[];
}

export interface WhySlowOptions {
  /** Which files are looked at, by their absolute path. @default all */
  readonly isOwn?: (file: string) => boolean;
  /** @default 3 */
  readonly most?: number;
}

/** What costs most by far comes first; what may be needed comes last. */
const RULES: readonly Rule[] = [
  library.printing,
  allocation.spreadCopy,
  allocation.movedElements,
  repetition.recursion,
  numbers.hypot,
  numbers.power,
  library.copiedByText,
  library.regularExpressions,
  repetition.linearSearch,
  repetition.invariant,
  repetition.computedTwice,
  allocation.newArrays,
  library.texts,
  allocation.newObjects,
  allocation.closures,
  allocation.newEntries,
  library.clockReads,
  numbers.bigIntegers,
  numbers.transcendental,
];

/** A line with less is not looked into. */
const LEAST_SHARE = 0.03;
const MUCH_COLLECTING = 0.1;

export function whySlow(
  runs: Runs,
  { isOwn = () => true, most = 3 }: WhySlowOptions = {},
): WhySlow {
  const { spots, collectingShare, isSampled } = hotSpots(runs, isOwn, most);
  const files = new Map<string, FileSyntax>();
  const lines = spots.flatMap(({ absoluteFile, ...spot }): SlowLine[] => {
    if (spot.share < LEAST_SHARE) return [];
    const source = runs.lines.sources?.[absoluteFile] ?? "";
    if (!files.has(absoluteFile)) files.set(absoluteFile, new FileSyntax(absoluteFile, source));
    return [{ ...spot, findings: findingsOf(spot, files.get(absoluteFile)!) }];
  });
  return {
    lines,
    whole: wholeOf(lines, collectingShare),
    cannotTell: cannotTell(runs, isSampled),
  };
}

function findingsOf(spot: Spot, file: FileSyntax): Finding[] {
  const at = file.at(spot.line);
  const found = RULES.flatMap((rule) => rule(spot, at) ?? []);
  if (found.length > 0) return found;
  return [numbers.arithmetic(spot, at) ?? remaining(spot, at)];
}

function wholeOf(lines: readonly SlowLine[], collectingShare: number | undefined): string[] {
  const sentences: string[] = [];
  const together = lines.reduce((sum, { share }) => sum + share, 0);
  if (lines.length > 1) {
    const words = ["", "One line takes", "These two lines take", "These three lines take"];
    const what = words[lines.length] ?? `These ${lines.length} lines take`;
    sentences.push(`${what} ${shareText(together)} of the time of your code.`);
  }
  if (collectingShare !== undefined && collectingShare >= MUCH_COLLECTING) {
    sentences.push(
      `Beside it, ${shareText(collectingShare)} of all time goes into collecting garbage: which of your lines make what is thrown away at once? The memory page says how much each line takes.`,
    );
  }
  return sentences;
}

const ALWAYS_UNKNOWN: readonly string[] = [
  "How well V8 compiled a function, or whether it had to give up optimised code, no profile shows.",
  "Nor whether an object had different shapes, or the processor waited for memory.",
];

function cannotTell({ lines, samples }: Runs, isSampled: boolean): string[] {
  const shares = isSampled
    ? "Shares are those of V8's samples; hits were counted in a run of their own, which is slower."
    : "The program is too short for V8's samples: shares come from the run that counts, where small lines look larger than they are.";
  const wallMs = lines.meta.wallUs / 1000;
  const short = `All of it took ${Math.round(wallMs)} ms: run it with more work to be surer of the order.`;
  const isShort = wallMs < 60;
  return [
    samples === undefined ? "Garbage collection was not looked at." : shares,
    ...(isShort ? [short] : []),
    ...ALWAYS_UNKNOWN,
  ];
}
