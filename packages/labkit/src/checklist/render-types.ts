/** What the type checker says, under the checklist. */
import { type Look, wrap } from "./look.ts";
import { placeText } from "./place-text.ts";
import type { TypeFault } from "./result.ts";

/** The rest are counted. */
const FAULTS_SHOWN = 3;
const INDENT = " ".repeat(7);

/** One line an error, its place first; nothing where there are none. */
export function renderTypeFaults(
  faults: readonly TypeFault[],
  { look, pathPrefix }: { readonly look: Look; readonly pathPrefix: string },
): string[] {
  if (faults.length === 0) return [];
  const count = `${faults.length} type error${faults.length === 1 ? "" : "s"}`;
  const more = faults.length - FAULTS_SHOWN;
  const lines = faults.slice(0, FAULTS_SHOWN).flatMap((fault) => {
    const text = `${placeText(fault, pathPrefix)} ${fault.message}`;
    const [first = "", ...rest] = wrap(text, look.width - INDENT.length - 2);
    return [INDENT + first, ...rest.map((line) => `${INDENT}  ${line}`)];
  });
  return [
    look.red(` ${look.signs.failing} ${count} (the tests run without types)`),
    ...lines,
    ...(more > 0 ? [look.dim(`${INDENT}and ${more} more`)] : []),
  ];
}
