/**
 * How wide a text is, before anybody draws it: by the strokes of our own letters, which are a little
 * wider than the usual sans-serif fonts. What fits here fits there.
 */
import { CAPITAL_HEIGHT } from "../raster/glyphs.ts";
import { drawableText, letterOf } from "./letters.ts";

/** Height of a capital / size of a font, as in most sans-serif fonts. */
export const CAPITAL_SHARE = 0.7;

/** In pixels. */
export function widthOf(text: string, fontPx: number): number {
  let units = 0;
  for (const char of drawableText(text)) units += letterOf(char).advance;
  return (units * fontPx * CAPITAL_SHARE) / CAPITAL_HEIGHT;
}

/** Shortened with "…" in the middle, because names differ at both ends. */
export function shortened(text: string, fontPx: number, mostPx: number): string {
  if (widthOf(text, fontPx) <= mostPx) return text;
  const chars = Array.from(text);
  for (let keep = chars.length - 1; keep > 1; keep--) {
    const front = Math.ceil(keep / 2);
    const short = `${chars.slice(0, front).join("")}…${chars.slice(chars.length - (keep - front)).join("")}`;
    if (widthOf(short, fontPx) <= mostPx) return short;
  }
  return "…";
}

/** Lines of whole words; a word that is wider than a line is shortened. */
export function wrapped(text: string, fontPx: number, mostPx: number, mostLines = 99): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer, fontPx) <= mostPx) line = longer;
    else {
      if (line !== "") lines.push(line);
      line = shortened(word, fontPx, mostPx);
    }
  }
  if (line !== "") lines.push(line);
  if (lines.length <= mostLines) return lines;
  const rest = lines.slice(mostLines - 1).join(" ");
  return [...lines.slice(0, mostLines - 1), shortened(rest, fontPx, mostPx)];
}
