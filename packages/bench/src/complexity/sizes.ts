/** `1e3..1e6`: sizes in equal ratios. */

const SIZES = 7;
const RANGE = /^([0-9.]+(?:e[0-9]+)?)\.\.([0-9.]+(?:e[0-9]+)?)$/i;

/**
 * Seven whole sizes from low to high, in equal ratios.
 *
 * @param text "1e3..1e6"
 * @throws RangeError for anything else
 */
export function parseSizes(text: string): number[] {
  const [, from, to] = RANGE.exec(text) ?? [];
  const [low, high] = [Number(from), Number(to)];
  if (!(low >= 1 && high >= low * 8 && Number.isFinite(high))) {
    throw new RangeError(
      `sizes are written 1e3..1e6, from 1 or more to at least 8 times that; got ${text}`,
    );
  }
  return Array.from({ length: SIZES }, (_, i) =>
    Math.round(low * (high / low) ** (i / (SIZES - 1))),
  );
}
