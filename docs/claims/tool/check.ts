/**
 * What may be wrong with a page, and with the record. Measures nothing. Pure: texts in, faults out.
 */
import { type Claim, MAJORS, rangeOn } from "./claim.ts";
import { claimLinks, filled } from "./links.ts";
import { numberText, rangeText, withUnit } from "./number-text.ts";
import { bareNumbers } from "./numbers.ts";
import { lineAt, proseOf, withoutExempt, withoutExercises } from "./prose.ts";
import type { ClaimRecord } from "./record.ts";

export interface Fault {
  /** From the repository's folder, with "/". */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Source {
  readonly claims: ReadonlyMap<string, Claim>;
  readonly record: ClaimRecord;
  /** A file of docs/measurements by its name, such as "bench.md". */
  measurement(name: string): string | undefined;
}

/** The record's file, as faults name it. */
export const RECORD_PATH = "docs/measurements/claims.json";

/** Pages that ask. */
const hasExercises = (file: string): boolean =>
  /^(labs\/[^/]+\/(README\.md|hints\/)|docs\/slides\/deck\/)/.test(file);

const MEASUREMENT =
  /(?:^|\/)docs\/measurements\/([^/#]+\.md)(?:#.*)?$|^(?:\.\.?\/)*measurements\/([^/#]+\.md)(?:#.*)?$/;

export function pageFaults(file: string, page: string, source: Source): Fault[] {
  const prose = proseOf(page);
  const isSource = (target: string): boolean =>
    MEASUREMENT.test(target) || claimLinks(`[1](${target})`).length > 0;
  return [
    ...claimLinks(prose).flatMap((link) => {
      const message = linkFault(link, source);
      return message === undefined ? [] : [{ file, line: lineAt(page, link.index), message }];
    }),
    ...measurementFaults(file, page, prose, source),
    ...bareNumbers(hasExercises(file) ? withoutExercises(page) : page, isSource).map(
      ({ text, line }) => ({
        file,
        line,
        message: `"${text}" has no claim: make it the text of a link to one (docs/claims/README.md)`,
      }),
    ),
    ...withoutExempt(page)
      .exemptions.filter(({ reason }) => reason === "")
      .map(({ index }) => ({
        file,
        line: lineAt(page, index),
        message: "an exemption needs its reason: <!-- not measured: why -->",
      })),
  ].toSorted((a, b) => a.line - b.line);
}

function linkFault(
  link: ReturnType<typeof claimLinks>[number],
  { claims, record }: Source,
): string | undefined {
  const claim = claims.get(link.id);
  if (claim === undefined) return `there is no claim ${link.id}; pnpm claims --list shows all`;
  try {
    const text = filled(link, claim.unit, record);
    if (text === link.text) return undefined;
    return `the text says "${link.text}", the record of ${link.id} "${text}"; pnpm claims --fill`;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

/** A number that is the text of a link to a measurement must stand in it. */
function measurementFaults(file: string, page: string, prose: string, source: Source): Fault[] {
  const links = prose.matchAll(/\[([^\][]+)\]\(([^()\s]+)\)/g);
  return Array.from(links).flatMap(({ 1: words = "", 2: target = "", index }) => {
    const [, absolute, near] = MEASUREMENT.exec(target) ?? [];
    const name = absolute ?? near;
    if (name === undefined) return [];
    const text = source.measurement(name);
    const line = lineAt(page, index);
    if (text === undefined) return [{ file, line, message: `there is no measurement ${name}` }];
    const numbers = words.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
    return numbers
      .filter((number) => !hasNumber(text, number))
      .map((number) => ({ file, line, message: `${number} does not stand in ${name}` }));
  });
}

function hasNumber(text: string, number: string): boolean {
  const escaped = number.replaceAll(".", "\\.");
  return new RegExp(`(?<![\\d.,])${escaped}(?![\\d]|[.,]\\d)`).test(text);
}

/** Each recorded figure lies in its range, and is about a claim that there is. */
export function recordFaults({ claims, record }: Pick<Source, "claims" | "record">): Fault[] {
  const fault = (message: string): Fault => ({ file: RECORD_PATH, line: 1, message });
  const unknown = Object.keys(record).filter((id) => !claims.has(id));
  const outside = Array.from(claims.values()).flatMap((claim) =>
    MAJORS.flatMap((major) => {
      const figure = record[claim.id]?.[major];
      const range = rangeOn(claim, major);
      if (figure === undefined) return [`${claim.id} is not recorded on Node ${major}`];
      if (figure.median >= range.low && figure.median <= range.high) return [];
      const said = withUnit(numberText(figure.median, claim.unit), claim.unit);
      return [
        `${claim.id} on Node ${major}: ${said} is out of the range ${rangeText(range, claim.unit)}`,
      ];
    }),
  );
  return [...unknown.map((id) => `there is no claim ${id} any more`), ...outside].map(fault);
}
