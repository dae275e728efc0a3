/**
 * Markdown for the terminal: paragraphs and list items flow anew to the width there is, wherever the
 * file broke its lines, and the signs around _emphasis_ go. Code stays as it is.
 */
import { wrap } from "./look.ts";

export function terminalText(markdown: string, width = 80): string {
  return blocksOf(markdown.split("\n"))
    .flatMap(({ isFixed, lines }) => (isFixed ? lines : flow(lines, width)))
    .join("\n");
}

interface Block {
  /** Code, a table, a heading or an empty line: its line ends mean something. */
  readonly isFixed: boolean;
  readonly lines: string[];
}

const FENCE = /^\s*(```+|~~~+)/;
const FIXED_LINE = /^\s*$|^ {4}|^\s*\||^#{1,6} /;
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/;

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let fence: string | undefined;
  for (const line of lines) {
    const [, mark] = FENCE.exec(line) ?? [];
    const last = blocks.at(-1);
    const isItemText = last?.isFixed === false && !/^\s*$/.test(line);
    if (fence !== undefined || mark !== undefined) {
      blocks.push({ isFixed: true, lines: [line] });
      if (fence === undefined) fence = mark;
      else if (mark?.startsWith(fence)) fence = undefined;
    } else if (LIST_ITEM.test(line)) blocks.push({ isFixed: false, lines: [line] });
    else if (isItemText && !/^\s*\||^#{1,6} /.test(line)) last.lines.push(line);
    else blocks.push({ isFixed: FIXED_LINE.test(line), lines: [line] });
  }
  return blocks;
}

/** One paragraph or list item; the further lines of an item stand under its text. */
function flow(lines: readonly string[], width: number): string[] {
  const [item = ""] = LIST_ITEM.exec(lines[0]!) ?? [];
  const words = lines.join(" ").slice(item.length).trim().replaceAll(/\s+/g, " ");
  const indent = " ".repeat(item.length);
  return wrap(withoutEmphasis(words), width - item.length).map(
    (line, i) => (i === 0 ? item : indent) + line,
  );
}

/** Signs inside `code` and inside words (`a*b*c`, snake_case) are no emphasis. */
function withoutEmphasis(text: string): string {
  const parts = text.split(/(`+[^`]*`+)/);
  return parts.map((part, i) => (i % 2 === 1 ? part : part.replaceAll(EMPHASIS, "$2"))).join("");
}

const EMPHASIS = /(?<![\w*])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?![\w*])/g;
