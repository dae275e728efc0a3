/** The colours of artists, by a letter as in matplotlib, or by their names. */

const COLORS = {
  r: "red",
  g: "green",
  b: "blue",
  c: "cyan",
  m: "magenta",
  y: "yellow",
  k: "black",
} as const;

/** The letters' colours, and one for what stands behind: a circle to be compared with. */
export type Color = (typeof COLORS)[keyof typeof COLORS] | "gray";
export type ColorLetter = keyof typeof COLORS;

const LETTERS = Object.keys(COLORS).join(" ");
const NAMES: readonly Color[] = [...Object.values(COLORS), "gray"];
const KNOWN = `${LETTERS}, or in full ${NAMES.join(" ")}`;
const FORMAT = new RegExp(`^(${[...NAMES, ...Object.keys(COLORS)].join("|")})(o|-|o-|-o)$`);

/** @throws RangeError for what is neither a letter nor a name */
export function colorOf(name: string): Color {
  if (Object.hasOwn(COLORS, name)) return COLORS[name as ColorLetter];
  if (NAMES.includes(name as Color)) return name as Color;
  throw new RangeError(`color must be one of ${KNOWN}, got "${name}"`);
}

/**
 * A format of `plot`, such as "ro" or "gray-".
 * @throws RangeError for another one
 */
export function formatOf(format: string): {
  readonly color: Color;
  readonly marker: boolean;
  readonly line: boolean;
} {
  const [, name, style] = FORMAT.exec(format) ?? [];
  if (name === undefined || style === undefined) {
    throw new RangeError(
      `format must be a colour (${KNOWN}) and "o", "-" or "o-", such as "ro", got "${format}"`,
    );
  }
  return { color: colorOf(name), marker: style.includes("o"), line: style.includes("-") };
}
