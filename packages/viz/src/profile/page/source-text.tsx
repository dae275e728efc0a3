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

/** A program that is one line would be half a million parts. */
const LONGEST = 400;

export function SourceText({ text: whole }: { text: string }): JSX.Element {
  const text = whole.length > LONGEST ? `${whole.slice(0, LONGEST)} …` : whole;
  const parts: (string | JSX.Element)[] = [];
  let done = 0;
  for (const match of text.matchAll(PARTS)) {
    const [part] = match;
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [
      "",
    ];
    if (match.index > done) parts.push(text.slice(done, match.index));
    parts.push(<span class={`hpv-${kind}`}>{part}</span>);
    done = match.index + part.length;
  }
  parts.push(text.slice(done));
  return <code>{parts}</code>;
}
