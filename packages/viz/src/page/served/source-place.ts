/**
 * Where something in a bundle stands in the source. Source maps: https://tc39.es/ecma426/, "Mappings".
 */
export interface SourceMap {
  /** Null for sources that nobody is to be sent to. */
  readonly sources: readonly (string | null)[];
  readonly mappings: string;
}

/**
 * The first place of a stack that is in one of the sources, such as "motion.ts:12:3".
 *
 * @param stack as V8 writes it
 * @param bundle finds the bundle in a line of it, with groups `line` and `column`
 */
export function placeInSource(stack: string, bundle: RegExp, map: SourceMap): string | undefined {
  const lines = map.mappings.split(";");
  const origins = originsOf(lines);
  for (const one of stack.split("\n")) {
    const { line, column } = bundle.exec(one)?.groups ?? {};
    if (line === undefined || column === undefined) continue;
    const found = originAt(origins[Number(line) - 1] ?? [], Number(column) - 1);
    const source = found && map.sources[found.source];
    if (source) return `${source}:${found.line + 1}:${found.column + 1}`;
  }
  return undefined;
}

/** Where a column of the bundle comes from; all counted from 0. */
interface Origin {
  readonly from: number;
  readonly source: number;
  readonly line: number;
  readonly column: number;
}

/** The one that begins last before the column. */
function originAt(line: readonly Origin[], column: number): Origin | undefined {
  return line.findLast(({ from }) => from <= column);
}

/** Of each line of the bundle. All numbers but the first of a line are told as steps from the last. */
function originsOf(lines: readonly string[]): Origin[][] {
  let [source, line, column] = [0, 0, 0];
  return lines.map((segments) => {
    let from = 0;
    return segments.split(",").flatMap((segment) => {
      const [step = 0, sourceStep, lineStep = 0, columnStep = 0] = numbersOf(segment);
      from += step;
      if (sourceStep === undefined) return [];
      source += sourceStep;
      line += lineStep;
      column += columnStep;
      return [{ from, source, line, column }];
    });
  });
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base 64, five bits a digit and one that says whether more come; the lowest bit is the sign. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
