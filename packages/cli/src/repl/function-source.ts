/**
 * Where a function or class was written, and what stands there: found through V8, which knows where
 * its code begins, and the source maps of the session.
 */
import { readFileSync } from "node:fs";
import { findSourceMap, type SourceMap } from "node:module";
import { fileURLToPath } from "node:url";
import type { Session } from "./session.ts";
import { shortPath } from "./trouble.ts";

export interface FunctionSource {
  /** "In[3]" or a path as seen from where the session is. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly signature: string;
  /** The comment right above; empty if there is none. */
  readonly doc: string;
  /** The text itself, whole lines. */
  readonly text: string;
}

/** @returns undefined for what is built in */
export function functionSource(
  session: Session,
  fn: (...args: never[]) => unknown,
): FunctionSource | undefined {
  const at = session.evaluator.locationOf(fn);
  const url = at && session.evaluator.scriptUrls().get(at.scriptId);
  if (at === undefined || url === undefined) return undefined;
  const origin = originOf(session, url);
  if (origin === undefined) return undefined;
  const { map, lines } = origin;
  const generated = Function.prototype.toString.call(fn).split("\n");
  const lastLine = at.line + generated.length - 1;
  const start = original(map, at.line, at.column);
  const end = original(map, lastLine, generated.length === 1 ? 1e6 : generated.at(-1)!.length - 1);
  const text = lines.slice(start, Math.max(start, end) + 1).join("\n");
  return {
    file: origin.file,
    line: start + 1,
    signature: signatureOf(text),
    doc: docAbove(lines, start),
    text: dedented(text),
  };
}

interface Origin {
  readonly file: string;
  readonly map: SourceMap | undefined;
  readonly lines: readonly string[];
}

function originOf({ inputs, host }: Session, url: string): Origin | undefined {
  const [, number] = /^In\[(\d+)\]$/.exec(url) ?? [];
  if (number !== undefined) {
    const input = inputs.find((one) => one.number === Number(number));
    if (input === undefined) return undefined;
    const { loaded, map } = input;
    if (loaded === undefined) return { file: url, map, lines: input.text.split("\n") };
    return { file: shortPath(host.cwd, loaded.file), map, lines: loaded.text.split("\n") };
  }
  if (!url.startsWith("file:")) return undefined;
  const path = fileURLToPath(url);
  try {
    const lines = readFileSync(path, "utf8").split("\n");
    return { file: shortPath(host.cwd, path), map: findSourceMap(url), lines };
  } catch {
    return undefined;
  }
}

/** @returns 0-based line of the original */
function original(map: SourceMap | undefined, line: number, column: number): number {
  const entry = map?.findEntry(line, column);
  return entry !== undefined && "originalLine" in entry ? entry.originalLine : line;
}

/** Up to the body: "export function evolve(particles: Particle[], dt = 1): void". */
export function signatureOf(text: string): string {
  let depth = 0;
  let before = "";
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (depth === 0 && text.startsWith("=>", i) && !isType(before))
      return oneLine(text.slice(0, i));
    if (sign === "{" && depth === 0 && !/[:|&<]/.test(before)) return oneLine(text.slice(0, i));
    if ("([{".includes(sign)) depth++;
    if (")]}".includes(sign)) depth--;
    if (/\S/.test(sign)) before = sign;
  }
  return oneLine(text);
}

function isType(before: string): boolean {
  return before === ":";
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function docAbove(lines: readonly string[], start: number): string {
  if (!/\*\/\s*$/.test(lines[start - 1] ?? "")) return "";
  let first = start - 1;
  while (first > 0 && !/^\s*\/\*/.test(lines[first]!)) first--;
  return lines
    .slice(first, start)
    .map((line) => line.replace(/^\s*\/?\*+\/?\s?/, "").replace(/\s*\*\/\s*$/, ""))
    .join("\n")
    .trim();
}

function dedented(text: string): string {
  const lines = text.split("\n");
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => /^\s*/.exec(line)![0].length);
  const least = Math.min(...indents, 80);
  return lines.map((line) => line.slice(least)).join("\n");
}
