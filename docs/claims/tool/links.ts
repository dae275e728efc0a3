/**
 * Figures in texts: a number is the text of a link to its claim.
 *
 *     [7.3x](../../docs/handbook/reference/claims.md#evolve-hypot)             on Node 20
 *     [5.0x](../../docs/handbook/reference/claims.md#evolve-hypot "Node 24")
 *     [5.0–7.3 times](claim:evolve-hypot "Node 20 to 24")                      short, for slides
 *
 * The first number of the link's text (or the first two with a dash) is the figure, the rest is
 * prose. Pure: text in, text out.
 */
import { MAJORS, type Unit } from "./claim.ts";
import { numberText, rangeText, withUnit } from "./number-text.ts";
import { type ClaimRecord, spreadOver } from "./record.ts";

export interface ClaimLink {
  readonly id: string;
  readonly text: string;
  readonly title: string | undefined;
  /** Of the link in its text. */
  readonly index: number;
  readonly whole: string;
  readonly target: string;
}

const LINK = /\[([^\][]+)\]\(([^()\s]+)(?:\s+"([^"]*)")?\)/g;
const TARGET = /^(?:claim:|(?:[^#]*\/)?claims\.md#)([a-z0-9-]+)$/;
const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
const FIGURE = new RegExp(`${NUMBER}(?:[–-]${NUMBER})?`);

/** @param text without code */
export function claimLinks(text: string): ClaimLink[] {
  return Array.from(text.matchAll(LINK)).flatMap((match) => {
    const [whole, words = "", target = "", title] = match;
    const [, id] = TARGET.exec(target) ?? [];
    return id === undefined ? [] : [{ id, text: words, title, index: match.index, whole, target }];
  });
}

/**
 * The link's text as the record has it.
 *
 * @throws RangeError says what is wrong with the link
 */
export function filled(link: ClaimLink, unit: Unit, record: ClaimRecord): string {
  const { text, title, id } = link;
  const figures = record[id] ?? {};
  const number = numberFor(id, title, unit, figures);
  const place = FIGURE.exec(text);
  if (place === null) {
    throw new RangeError(`the text "${text}" has no number; write [${withUnit(number, unit)}]`);
  }
  const rest = text.slice(place.index + place[0].length);
  const [, said] = /^ ?(x|times|ns|µs|ms|s|bytes|B|MB|%)(?![\p{L}\d])/u.exec(rest) ?? [];
  if (said !== undefined && !WORDS[unit].includes(said)) {
    throw new RangeError(`${id} is in ${withUnit("…", unit)}, and the text says "${said}"`);
  }
  return text.slice(0, place.index) + number + rest;
}

const WORDS: Readonly<Record<Unit, readonly string[]>> = {
  x: ["x", "times"],
  ns: ["ns"],
  µs: ["µs"],
  ms: ["ms"],
  bytes: ["bytes", "B"],
  MB: ["MB"],
  "%": ["%"],
  count: ["times"],
};

const ALL = `Node ${MAJORS[0]} to ${MAJORS.at(-1)}`;

function numberFor(
  id: string,
  title: string = `Node ${MAJORS[0]}`,
  unit: Unit,
  figures: NonNullable<ClaimRecord[string]>,
): string {
  if (title === ALL) {
    const spread = spreadOver(figures);
    if (spread !== undefined) return rangeText(spread, unit);
    throw new RangeError(`${id} has not been recorded; pnpm claims ${id} --write`);
  }
  const major = MAJORS.find((one) => title === `Node ${one}`);
  if (major === undefined) {
    const known = [...MAJORS.map((one) => `"Node ${one}"`), `"${ALL}"`].join(", ");
    throw new RangeError(`a link's title says which Node: ${known}, got "${title}"`);
  }
  const figure = figures[major];
  if (figure !== undefined) return numberText(figure.median, unit);
  throw new RangeError(`${id} has not been recorded on Node ${major}; pnpm claims ${id} --write`);
}
