/**
 * "Why is it slow?": the hottest lines of a program, what stands on them, why that costs in V8, and
 * a question to think about. Rules look at profiles and at the syntax of a line; no rule knows a lab
 * or its solution, and none says what to write instead.
 *
 * Pure: profiles in, sentences out. The files' texts are those that ran, from the profiles.
 */
import * as allocation from "./allocation-rules.ts";
import { shareText } from "./amounts.ts";
import { type HotSpots, hotSpots, type Runs } from "./hot-spots.ts";
import * as library from "./library-rules.ts";
import * as numbers from "./number-rules.ts";
import { remaining } from "./remaining-rules.ts";
import * as repetition from "./repetition-rules.ts";
import type { Finding, Rule, Spot } from "./rule.ts";
import { FileSyntax } from "./syntax.ts";

export interface SlowLine extends Spot {
  /** The most telling one first; never empty. */
  readonly findings: readonly Finding[];
  /** The hotter line about which the same is said. */
  readonly sameAs?: number;
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
  /** Whose lines are looked for, by absolute path. @default all */
  readonly isOwn?: (file: string) => boolean;
  /** Whose time is the whole. @default all */
  readonly isCounted?: (file: string) => boolean;
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
const MOST_OF_IT = 0.8;
const SHORT_MS = 60;

export function whySlow(runs: Runs, options: WhySlowOptions = {}): WhySlow {
  const { isOwn = () => true, isCounted = () => true, most = 3 } = options;
  const found = hotSpots(runs, { isOwn, isCounted }, most);
  const files = new Map<string, FileSyntax>();
  const lines = found.spots.flatMap(({ absoluteFile, ...spot }): SlowLine[] => {
    if (spot.share < LEAST_SHARE) return [];
    const source = runs.lines.sources?.[absoluteFile] ?? "";
    if (!files.has(absoluteFile)) files.set(absoluteFile, new FileSyntax(absoluteFile, source));
    return [{ ...spot, findings: findingsOf(spot, files.get(absoluteFile)!) }];
  });
  return {
    lines: lines.map((line, i) => ({ ...line, ...sameAs(line, lines.slice(0, i)) })),
    whole: wholeOf(lines, found),
    cannotTell: cannotTell(runs, found),
  };
}

function sameAs(line: SlowLine, hotter: readonly SlowLine[]): Pick<SlowLine, "sameAs"> {
  const why = line.findings[0]?.why;
  const found = hotter.find(({ findings }) => findings[0]?.why === why);
  return found === undefined ? {} : { sameAs: found.line };
}

function findingsOf(spot: Spot, file: FileSyntax): Finding[] {
  const at = file.at(spot.line);
  const found = RULES.flatMap((rule) => rule(spot, at) ?? []);
  if (found.length > 0) return found;
  return [numbers.arithmetic(spot, at) ?? remaining(spot, at)];
}

function wholeOf(lines: readonly SlowLine[], { ownShare, collectingShare }: HotSpots): string[] {
  const sentences: string[] = [];
  const together = lines.reduce((sum, { share }) => sum + share, 0);
  if (lines.length > 1) {
    const number = ["", "", "two", "three"][lines.length] ?? lines.length;
    sentences.push(`These ${number} lines take ${shareText(together)} of the time.`);
  }
  if (ownShare < MOST_OF_IT) {
    const rest = shareText(1 - ownShare);
    sentences.push(`${rest} of the time is the program's that runs your code, not yours.`);
  }
  if (collectingShare !== undefined && collectingShare >= MUCH_COLLECTING) {
    sentences.push(
      `Beside that, ${shareText(collectingShare)} of all time goes into collecting garbage: which of your lines make what is thrown away at once? Measuring memory by line says how much each takes.`,
    );
  }
  return sentences;
}

const ALWAYS_UNKNOWN: readonly string[] = [
  "Counting lines takes a moment for each: small lines look a little larger than they are.",
  "How well V8 compiled a function, and whether it had to give up optimised code, no profile shows; nor whether objects had different shapes, or the processor waited for memory.",
];

function cannotTell({ lines }: Runs, { collectingShare }: HotSpots): string[] {
  const wallMs = lines.meta.wallUs / 1000;
  const short = `All of it took ${Math.round(wallMs)} ms: with more work you can be surer of the order.`;
  const unseen = "There were too few samples to say how much time collecting garbage takes.";
  return [
    ...(wallMs < SHORT_MS ? [short] : []),
    ...(collectingShare === undefined ? [unseen] : []),
    ...ALWAYS_UNKNOWN,
  ];
}
