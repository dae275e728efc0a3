/**
 * From the code that V8 ran back to the code that was written. A file names its map in its last
 * lines, as a path or with the map inside: https://tc39.es/ecma426/#sec-linking-generated-code
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import {
  LEAST_UPPER_BOUND,
  originalPositionFor,
  sourceContentFor,
  TraceMap,
} from "@jridgewell/trace-mapping";
import { pathOfUrl } from "./v8-frames.ts";

export interface Place {
  readonly file: string;
  /** From 1; 0 is not known. */
  readonly line: number;
  readonly column: number;
}

/** The last line: the same text inside of a program's strings is no such comment. */
const COMMENT = /(?:^|\n)[ \t]*\/[/*][#@]\s*sourceMappingURL=([^\s'"*]+)[ \t]*(?:\*\/)?\s*$/;
/** Files with more than this are data, not code. */
const LARGEST_BYTES = 64 << 20;

export class SourceMaps {
  readonly #maps = new Map<string, TraceMap | undefined>();
  readonly #notes = new Set<string>();
  readonly #sources: Record<string, string> = {};
  #used = false;

  /** Sentences for Meta.notes. */
  get notes(): string[] {
    return [...this.#notes];
  }

  get isUsed(): boolean {
    return this.#used;
  }

  /** Text of sources that are in a map and not on this machine. */
  get sources(): Readonly<Record<string, string>> {
    return this.#sources;
  }

  /** Where a function was written; undefined if there is no map, or nothing in it for this place. */
  original(file: string, line: number, column: number): Place | undefined {
    const map = line === 0 ? undefined : this.#mapOf(file);
    if (map === undefined) return undefined;
    const at = { line, column: Math.max(0, column - 1) };
    const exact = originalPositionFor(map, at);
    const found =
      exact.source === null ? originalPositionFor(map, { ...at, bias: LEAST_UPPER_BOUND }) : exact;
    return found.source === null
      ? undefined
      : this.#place(map, found.source, found.line, found.column);
  }

  /**
   * Where a line was written. Ticks have no column: a generated line that comes from several lines
   * of the source, as minifiers make them, cannot be told apart.
   *
   * @returns undefined without a map; null if it cannot be told
   */
  originalLine(file: string, line: number): Place | null | undefined {
    const map = this.#mapOf(file);
    if (map === undefined) return undefined;
    const first = originalPositionFor(map, { line, column: 0, bias: LEAST_UPPER_BOUND });
    if (first.source === null) return null;
    const last = originalPositionFor(map, { line, column: 1e9 });
    const apart = Math.abs((last.line ?? first.line) - first.line);
    if (apart > MOST_LINES_APART) {
      this.#notes.add(
        `${file} has many lines of its source in one: its lines cannot be told apart.`,
      );
      return null;
    }
    return this.#place(map, first.source, first.line, first.column);
  }

  #place(map: TraceMap, source: string, line: number, column: number): Place {
    this.#used = true;
    const file = pathOfUrl(source);
    if (!Object.hasOwn(this.#sources, file) && !existsSync(file)) {
      const text = sourceContentFor(map, source);
      if (text !== null) this.#sources[file] = text;
    }
    return { file, line, column: column + 1 };
  }

  #mapOf(file: string): TraceMap | undefined {
    if (this.#maps.has(file)) return this.#maps.get(file);
    let map: TraceMap | undefined;
    try {
      map = readMap(file);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#notes.add(`The source map of ${file} cannot be used: ${why.split("\n")[0]}.`);
    }
    this.#maps.set(file, map);
    return map;
  }
}

/** A statement that goes over a few lines is one line of generated code, too. */
const MOST_LINES_APART = 8;

function readMap(file: string): TraceMap | undefined {
  if (!isAbsolute(file)) return undefined;
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size > LARGEST_BYTES) return undefined;
  const text = readFileSync(file, "utf8");
  const at = text.lastIndexOf("sourceMappingURL=");
  const url = at === -1 ? undefined : COMMENT.exec(text.slice(Math.max(0, at - 100)))?.[1];
  if (url === undefined) {
    const beside = `${file}.map`;
    return existsSync(beside) ? parseMap(readFileSync(beside, "utf8"), beside) : undefined;
  }
  const [, encoding, data] = /^data:application\/json[^,]*?(;base64)?,(.*)$/.exec(url) ?? [];
  if (data !== undefined) {
    return parseMap(
      encoding === undefined ? decodeURIComponent(data) : Buffer.from(data, "base64").toString(),
      file,
    );
  }
  if (/^[a-z]+:/.test(url) && !url.startsWith("file:")) return undefined;
  const path = url.startsWith("file:")
    ? pathOfUrl(url)
    : resolve(dirname(file), decodeURIComponent(url));
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  return parseMap(readFileSync(path, "utf8"), path);
}

/** @param at the file in which the map is; its sources are relative to that */
function parseMap(text: string, at: string): TraceMap {
  // The first line of a map can guard it against being run: https://tc39.es/ecma426/#sec-ParseSourceMap
  const json = text.startsWith(")]}'") ? text.slice(text.indexOf("\n") + 1) : text;
  return new TraceMap(json, at);
}
