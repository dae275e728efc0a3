/** From places in the code that Node ran to functions and lines of the program's files. */
import { pathToFileURL } from "node:url";
import { eachMapping, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { Places } from "../instrument/syntax.ts";
import type { FunctionEntry } from "../instrument/table.ts";
import type { FileTable } from "../loader/program-loader.ts";
import type { PlacedFunction } from "./run-files.ts";
import type { V8Frame } from "./v8-tree.ts";

interface Generated {
  readonly table: FileTable;
  readonly map: TraceMap | undefined;
  /** First line in the file of each line of the code. */
  readonly lines: ReadonlyMap<number, number> | undefined;
  readonly places: Places;
}

const MAP = /\/\/# sourceMappingURL=data:application\/json[^,]*,([A-Za-z0-9+/=]+)\s*$/;

export class GeneratedFiles {
  readonly #byUrl = new Map<string, Generated>();

  constructor(tables: readonly FileTable[]) {
    for (const table of tables) {
      const [, base64] = MAP.exec(table.code ?? "") ?? [];
      const map =
        base64 === undefined
          ? undefined
          : new TraceMap(Buffer.from(base64, "base64").toString("utf8"));
      const generated = {
        table,
        map,
        lines: map === undefined ? undefined : firstLines(map),
        places: new Places(table.source),
      };
      this.#byUrl.set(pathToFileURL(table.file).href, generated);
      this.#byUrl.set(table.file, generated);
      if (table.url !== undefined) this.#byUrl.set(table.url, generated);
    }
  }

  /** @param line from 1 @param column from 0 @param name as V8 has it, "" for a file's own code */
  functionAt(url: string, line: number, column: number, name = "?"): PlacedFunction | undefined {
    const generated = this.#byUrl.get(url);
    if (generated === undefined) return undefined;
    const { table, map, places } = generated;
    const original =
      map === undefined ? { line, column } : originalPositionFor(map, { line, column });
    // A function may begin where the file does.
    const isFile = name === "" && line === 1 && column === 0;
    const found =
      isFile || original.line === null
        ? table.functions[0]
        : innermost(table.functions, places.offset(original.line, original.column));
    return found === undefined ? undefined : { ...found, file: table.file };
  }

  /**
   * Of V8's inlining: it gives the time of a function that it has written into another to that other,
   * with the line of the inner one, and does not say of which file.
   *
   * @param line of the source, from 1
   * @returns the frame's function, if the line can be its own; else the only one that has this line
   */
  ownerOf(
    { url, lineNumber, columnNumber, functionName }: V8Frame,
    line: number,
  ): PlacedFunction | undefined {
    const at = this.functionAt(url, lineNumber + 1, columnNumber, functionName);
    if (at === undefined) return undefined;
    const { table } = this.#byUrl.get(at.file) as Generated;
    const isOwn = (one: FunctionEntry, source: string): boolean =>
      one.line <= line && line <= one.line + linesIn(source, one) - 1;
    if (isOwn(at, table.source)) return at;
    const files = new Set([...this.#byUrl.values()].map((one) => one.table));
    const found = [...files].flatMap(({ file, functions, source }) => {
      const inner = functions.slice(1).filter((one) => isOwn(one, source));
      const last = inner.toSorted((a, b) => a.start - b.start).at(-1);
      return last === undefined ? [] : [{ ...last, file }];
    });
    return found.length === 1 ? found[0] : undefined;
  }

  /** @returns undefined for code that is not in the file */
  lineAt(url: string, line: number): number | undefined {
    const generated = this.#byUrl.get(url);
    if (generated === undefined || line === 0) return undefined;
    return generated.lines === undefined ? line : generated.lines.get(line);
  }
}

function innermost(functions: readonly FunctionEntry[], offset: number): FunctionEntry | undefined {
  let found: FunctionEntry | undefined;
  for (const one of functions) {
    if (one.start > offset || offset >= one.end) continue;
    if (found === undefined || one.start >= found.start) found = one;
  }
  return found ?? functions[0];
}

function linesIn(source: string, { start, end }: FunctionEntry): number {
  return source.slice(start, end).split("\n").length;
}

function firstLines(map: TraceMap): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  eachMapping(map, ({ generatedLine, originalLine }) => {
    if (originalLine !== null && !lines.has(generatedLine)) lines.set(generatedLine, originalLine);
  });
  return lines;
}
