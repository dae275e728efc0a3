/**
 * Folder names from whatever a student is called: any alphabet stays, what file systems, terminals or
 * tables could misread does not. Pure.
 */

/** Of the name, in UTF-8; file systems allow 255. */
const MAX_BYTES = 120;
/** Control and format characters, line separators, and what Windows has no names with. */
const UNWELCOME = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The same name always gives the same; never empty, no dot in front. */
export function studentName(text: string): string {
  // Half of a surrogate pair becomes the sign for what cannot be shown.
  const clean = Buffer.from(text)
    .toString()
    .normalize("NFC")
    .replaceAll(UNWELCOME, "_")
    .trim()
    .replaceAll(/^[.\s-]+|[.\s]+$/g, "");
  const short = cut(clean);
  if (short === "") return "unnamed";
  return RESERVED.test(short) ? `${short}_` : short;
}

function cut(text: string): string {
  let short = "";
  for (const sign of text) {
    if (Buffer.byteLength(short + sign) > MAX_BYTES) break;
    short += sign;
  }
  return short;
}

/**
 * Two names that one file system takes for the same get a number: "Ada" and "ada" -> "Ada", "ada-2".
 *
 * @returns in the order of the names
 */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${name}-${i}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
