/**
 * Rule "links": every link in a Markdown page leads somewhere: the file is there, and so is the
 * heading behind `#`. Links to other sites are not followed; the lint works offline.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Fault } from "./fault.ts";

/** @param root what the faults' paths are relative to */
export function checkLinks(root: string, files: readonly string[]): Fault[] {
  return files.flatMap((file) => {
    const text = withoutCode(readFileSync(file, "utf8"));
    return linksOf(text).flatMap(({ target, line }) => {
      const problem = problemOf(target, file);
      if (problem === undefined) return [];
      const path = relative(root, file).split(sep).join("/");
      return [{ rule: "links", file: path, line, message: `${target}: ${problem}` }];
    });
  });
}

/** Code between fences, which may be indented, as in a list. */
const FENCES = /^[ \t]*(```+|~~~+)[\s\S]*?^[ \t]*\1/gm;

interface Link {
  readonly target: string;
  readonly line: number;
}

function linksOf(text: string): Link[] {
  // [text](target "title"), and targets that are named further down: [1]: target
  const found = text.matchAll(
    /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm,
  );
  return Array.from(found, (match) => ({
    target: match[1] ?? match[2]!,
    line: text.slice(0, match.index).split("\n").length,
  }));
}

/** Code in fences and backquotes holds no links; its lines stay, so that line numbers fit. */
function withoutCode(text: string): string {
  const blank = (code: string): string => code.replaceAll(/[^\n]/g, " ");
  return text.replaceAll(FENCES, blank).replaceAll(/(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank);
}

function problemOf(target: string, from: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  const [path = "", anchor] = decoded(target).split("#");
  const file = path === "" ? from : join(dirname(from), path);
  if (!existsSync(file)) return "there is no such file";
  if (!anchor || statSync(file).isDirectory() || !file.endsWith(".md")) return undefined;
  return anchorsOf(file).has(anchor) ? undefined : "there is no such heading";
}

/** A lone percent sign is no encoding; it then stands for itself. */
function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** Headings as GitHub names them: lower case, blanks to hyphens, punctuation dropped. */
function anchorsOf(file: string): Set<string> {
  const text = readFileSync(file, "utf8").replaceAll(FENCES, "");
  const headings = Array.from(text.matchAll(/^#{1,6} +(.+?) *#*$/gm), ([, heading]) => heading!);
  const anchors = new Set<string>();
  for (const heading of headings) {
    const plain = heading.replaceAll(/[`*]|\]\([^)]*\)|\[/g, "");
    const name = plain
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-");
    let unique = name;
    for (let i = 1; anchors.has(unique); i++) unique = `${name}-${i}`;
    anchors.add(unique);
  }
  return anchors;
}
