/** The page of error codes: every code that an exported error class carries, and its comment. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { ROOT } from "../site/places.ts";
import { commentText } from "./declarations.ts";

interface Code {
  readonly code: string;
  readonly meaning: string;
  readonly className: string;
}

const INTRODUCTION = `# Error codes

What programs that use the packages may handle has a \`code\` that does not change. Anything else is a
\`RangeError\` or a \`TypeError\` for a mistake of the caller's, or an error of the system's. The commands
show the message alone.
`;

export function errorCodesPage(): string {
  const sections = readdirSync(join(ROOT, "packages"))
    .sort()
    .map((name) => ({ name, codes: codesOf(name) }))
    .filter(({ codes }) => codes.length > 0)
    .map(({ name, codes }) => `## @hpts/${name}\n\n${tableOf(codes)}`);
  return `${INTRODUCTION}\n${sections.join("\n\n")}\n`;
}

function tableOf(codes: readonly Code[]): string {
  const rows = codes.map(
    ({ code, className, meaning }) => `| \`${code}\` | \`${className}\` | ${meaning} |`,
  );
  return ["| code | class | when |", "|---|---|---|", ...rows].join("\n");
}

function codesOf(name: string): Code[] {
  const dir = join(ROOT, "packages", name, "src");
  const files = readdirSync(dir, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts"))
    .sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(dir, file), "utf8");
    return text.includes(`"HPTS_`) && /class \w+ extends \w*Error/.test(text)
      ? codesIn(file, text)
      : [];
  });
}

/** Codes stand in the type of the class's field, or in the type that this names. */
function codesIn(file: string, text: string): Code[] {
  const { program, comments } = parseSync(file, text);
  const [, className = ""] = /class (\w+) extends \w*Error/.exec(text) ?? [];
  const classComment = commentBefore(text, comments, text.search(/^(?:export )?class /m));
  const found = new Map<string, string>();
  const note = ({ start, end }: { start: number; end: number }): void => {
    const [, code] = /^"(HPTS_[A-Z_]+)"$/.exec(text.slice(start, end)) ?? [];
    if (code === undefined || found.has(code)) return;
    // A union's members have a bar between comment and text.
    const before = text.slice(0, start).replace(/\|\s*$/, "").length;
    found.set(code, commentBefore(text, comments, before) || classComment);
  };
  new Visitor({
    TSLiteralType: note,
    PropertyDefinition: ({ value }) => value && note(value),
  }).visit(program);
  return Array.from(found, ([code, meaning]) => ({
    code,
    className,
    meaning: meaning
      .split(/\n\n|@param/)[0]!
      .replaceAll("\n", " ")
      .trim(),
  }));
}

function commentBefore(
  text: string,
  comments: readonly { start: number; end: number }[],
  at: number,
): string {
  const above = comments.findLast(({ end }) => end <= at);
  if (above === undefined || !/^[\s|]*$/.test(text.slice(above.end, at))) return "";
  return commentText(text.slice(above.start, above.end));
}
