/** Text in columns of a terminal, where names of every alphabet must line up. */

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Signs that take two columns (East Asian Width W and F, and emoji), by script. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/** Columns that a terminal needs; control characters have been removed before. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

/** Exactly `columns` wide: cut with `dots`, or filled with blanks. */
export function fitted(text: string, columns: number, dots = "…"): string {
  const width = columnsOf(text);
  if (width <= columns) return text + " ".repeat(columns - width);
  let kept = "";
  let used = columnsOf(dots);
  for (const { segment } of segmenter.segment(text)) {
    const more = columnsOf(segment);
    if (used + more > columns) break;
    kept += segment;
    used += more;
  }
  return kept + dots + " ".repeat(Math.max(0, columns - used));
}
