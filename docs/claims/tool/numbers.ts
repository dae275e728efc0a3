/**
 * Numbers that say how fast or how large something is. Each needs a claim or a measurement, so this
 * finds those that have none. Pure.
 *
 * What is no measurement is known by its form: counts and repetitions ("called 188,000 times"),
 * shares without "faster" or "less" ("60 % of the marks"), and demands, which say so ("at least 2.5
 * times", "within 5 ms"), and quotations.
 */
import { blank, lineAt, proseOf, withoutExempt } from "./prose.ts";

const NUMBER = String.raw`(?:\d[\d,]*(?:\.\d+)?(?:e\d+)?)`;
const WORD =
  "(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|thousand|million)";
const MORE =
  "(?:as (?:fast|slow|long|quick|much|large|small|cheap)|faster|slower|quicker|cheaper|longer|shorter|larger|smaller|less|more|the (?:time|speed|memory|cost))";

const PATTERNS = [
  `${NUMBER}(?:x|×)`,
  `${NUMBER} (?:ns|µs|us|ms|s|seconds)`,
  `${NUMBER} (?:B|bytes|kB|KB|KiB|MB|MiB|GB|GiB)`,
  `${NUMBER} ?% ${MORE}`,
  `(?:${NUMBER}|${WORD}) times ${MORE}`,
  "(?:twice|half) as (?:fast|slow|long|quick)",
];
const PERFORMANCE = new RegExp(`(?<![\\w.,-])(?:${PATTERNS.join("|")})(?![\\p{L}\\d])`, "gu");

/** Demands and settings, right before the number. */
const DEMAND =
  /(?:at least|at most|no more than|within|every|limit of|asks for|below|above|beyond)\s+$/i;

/** What a KiB is. */
const DEFINITION = /^1,?024 /;

/** What somebody else says. */
const QUOTATION = /"[^"\n]{1,80}"/g;

export interface BareNumber {
  readonly text: string;
  readonly line: number;
}

/** @param isSource whether a link's text is answered for: by a claim or by a measurement */
export function bareNumbers(page: string, isSource: (target: string) => boolean): BareNumber[] {
  const prose = proseOf(withoutExempt(page).text)
    .replaceAll(
      /!?\[([^\][]*)\]\(([^()\s]+)(?:\s+"[^"]*")?\)/g,
      (link, words: string, target: string) =>
        isSource(target) ? blank(link) : ` ${words}${blank(link.slice(words.length + 1))}`,
    )
    .replaceAll(QUOTATION, blank);
  return Array.from(prose.matchAll(PERFORMANCE)).flatMap(({ 0: text, index }) => {
    if (DEMAND.test(prose.slice(Math.max(0, index - 30), index))) return [];
    if (DEFINITION.test(text)) return [];
    return [{ text: text.replaceAll("\n", " "), line: lineAt(page, index) }];
  });
}
