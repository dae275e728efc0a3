/**
 * What a person has typed: a magic, a question about a name, or TypeScript.
 *
 *     %timeit -n 10 f(x)       line magic, one line
 *     r = %timeit -o f(x)      line magic whose result is kept
 *     %%timeit const p = g()   cell magic: the rest of the line is the setup, the lines below the body
 *     exit   quit              leave, as Ctrl+D does
 *     f?   f??   ?f            question; no blank before the sign, or it is half of a condition
 */
export type Input =
  | { readonly kind: "empty" }
  | { readonly kind: "leave" }
  | {
      readonly kind: "magic";
      readonly name: string;
      readonly text: string;
      readonly assignTo?: string;
    }
  | { readonly kind: "cell"; readonly name: string; readonly text: string; readonly body: string }
  | { readonly kind: "question"; readonly expression: string; readonly wantsSource: boolean }
  | { readonly kind: "code"; readonly text: string };

const LEAVE = /^\s*(?:exit|quit)(?:\(\))?\s*;?\s*$/;
const CELL = /^\s*%%([a-z]\w*)[ \t]*([^\n]*)(?:\n([\s\S]*))?$/;
const MAGIC = /^\s*%([a-z]\w*)[ \t]*([^\n]*?)\s*$/;
const ASSIGNED_MAGIC =
  /^\s*(?:(?:const|let|var)\s+)?([A-Za-z_$][\w$]*)\s*=\s*%([a-z]\w*)[ \t]*([^\n]*?)\s*$/;
const QUESTION = /^\s*(?:(\S[^\n]*?)(?<![\s?])(\?{1,2})|(\?{1,2})[ \t]*(\S[^\n]*?))\s*$/;

export function parseInput(text: string): Input {
  if (text.trim() === "") return { kind: "empty" };
  if (LEAVE.test(text)) return { kind: "leave" };
  const cell = CELL.exec(text);
  if (cell !== null) {
    const [, name = "", first = "", body = ""] = cell;
    return { kind: "cell", name, text: first.trim(), body: body.replace(/\n+$/, "") };
  }
  const question = QUESTION.exec(text);
  if (question !== null) {
    const [, before, marksAfter, marksBefore, after] = question;
    const expression = before ?? after ?? "";
    return { kind: "question", expression, wantsSource: (marksAfter ?? marksBefore) === "??" };
  }
  const magic = MAGIC.exec(text);
  if (magic !== null) return { kind: "magic", name: magic[1] ?? "", text: magic[2] ?? "" };
  const assigned = ASSIGNED_MAGIC.exec(text);
  if (assigned !== null) {
    const [, assignTo = "", name = "", rest = ""] = assigned;
    return { kind: "magic", name, text: rest, assignTo };
  }
  return { kind: "code", text };
}

/** A cell goes on until an empty line. The text is without the end of its last line. */
export function isOpenCell(text: string): boolean {
  return /^\s*%%/.test(text) && !/\n[ \t]*$/.test(text);
}
