/** Whether XML is well-formed, as far as our own writer can go wrong. Not a validator. */

const TOKEN =
  /<(?:\?xml [^?<>]*\?|\/([\w:-]+)\s*|([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?))>|([^<]+)/y;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);/g;
// What the recommendation allows as a character, 2.2.
const CHARACTERS = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/** @returns what is wrong, or undefined */
export function xmlFault(text: string): string | undefined {
  if (!CHARACTERS.test(text)) return "a character that XML does not have";
  const open: string[] = [];
  let roots = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) return `no element and no text at ${at}: ${text.slice(at, at + 40)}`;
    const [, closed, opened, attributes = "", isEmpty, content] = match;
    if (closed !== undefined && open.pop() !== closed) return `</${closed}> closes nothing`;
    if (opened !== undefined) {
      if (open.length === 0) roots++;
      const names = [...attributes.matchAll(ATTRIBUTE)].map(([, name]) => name);
      if (new Set(names).size < names.length) return `<${opened}> has an attribute twice`;
      if (isEmpty === "") open.push(opened);
    }
    const data = `${attributes}${content ?? ""}`;
    if (data.replaceAll(ENTITY, "").includes("&")) return "& without an entity";
    if (content !== undefined && open.length === 0 && content.trim() !== "") return "text outside";
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return roots === 1 ? undefined : `${roots} roots`;
}
