/** A line of TypeScript with its comments, texts and words of the language set apart. */
import type { JSX } from "preact";

const WORDS =
  "abstract as async await break case catch class const continue default delete do else enum export " +
  "extends false finally for from function if implements import in instanceof interface let new null " +
  "of private protected public readonly return static super switch this throw true try type typeof " +
  "undefined using var void while yield";

/** By the line alone: a text over several lines is coloured as if each were one of its own. */
const PARTS = new RegExp(
  [
    "(?<comment>//.*|/\\*.*?(?:\\*/|$)|^\\s*\\*.*)",
    "(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`(?:[^`\\\\]|\\\\.)*`)",
    "(?<number>\\b\\d[\\w.]*\\b)",
    `(?<word>\\b(?:${WORDS.split(" ").join("|")})\\b)`,
  ].join("|"),
  "g",
);

export function SourceText({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = [];
  let done = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole] = match;
    const [kind] = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined) ?? [
      "",
    ];
    if (match.index > done) parts.push(text.slice(done, match.index));
    parts.push(<span class={`hpv-${kind}`}>{whole}</span>);
    done = match.index + whole.length;
  }
  parts.push(text.slice(done));
  return <code>{parts}</code>;
}
