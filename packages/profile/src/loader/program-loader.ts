/** Loads the files of the profiled program: what is measured, what is only made runnable. */
import { readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { SyntaxProblem } from "../instrument/syntax.ts";
import type { FunctionEntry, LineEntry, Numbering } from "../instrument/table.ts";
import { type FileFilter, isMeasured, shortPath } from "./filter.ts";
import { TYPESCRIPT } from "./kinds.ts";
import { loadFailure, PROBLEM_FILE } from "./load-failures.ts";
import { type Transformed, type TransformOptions, transform, transformSync } from "./transform.ts";

export interface LoaderOptions {
  readonly engine: string;
  readonly filter: FileFilter;
  /**
   * Functions whose lines are wanted, as they are named in reports. If empty: those marked with
   * `@profile` in the files that have marks, and all functions of the others.
   */
  readonly functions: readonly string[];
  /** Folder of the run's files. */
  readonly dir: string;
  readonly runtimeUrl: string;
}

/** A file of numbers and what they stand for: `table-*.json` in the run's folder. */
export interface FileTable {
  readonly thread: string;
  readonly file: string;
  /** What V8 calls it, where that is not the file's own address. */
  readonly url?: string;
  readonly functions: readonly FunctionEntry[];
  readonly lines: readonly LineEntry[];
  /** The text, where reports may show it. */
  readonly source: string;
  /** Loaded by `require`. */
  readonly isRequired?: boolean;
  /** What Node ran, with its map; only for engines that ask V8. */
  readonly code?: string;
}

/** Where `problem.json` says what could not be loaded. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

let written = 0;

export class ProgramLoader {
  readonly #options: LoaderOptions;
  readonly #thread: string;
  readonly #numbering: Numbering;

  /** @param counters shared by all who load files of the thread: functions, lines so far */
  constructor(options: LoaderOptions, thread: string, counters: Int32Array) {
    this.#options = options;
    this.#thread = thread;
    this.#numbering = {
      function: () => Atomics.add(counters, 0, 1) + 1,
      line: () => Atomics.add(counters, 1, 1) + 1,
    };
  }

  /** JavaScript that is not measured is Node's own business. */
  isOurs(file: string): boolean {
    return TYPESCRIPT.has(extname(file)) || isMeasured(file, this.#options.filter);
  }

  async load(file: string): Promise<Transformed> {
    try {
      const done = await transform(file, readFileSync(file, "utf8"), this.#how(file, false));
      this.#keep(file, done, false);
      return done;
    } catch (error) {
      throw this.#explained(error, file);
    }
  }

  loadSync(file: string, isRequired: boolean): Transformed {
    try {
      const done = transformSync(file, readFileSync(file, "utf8"), this.#how(file, isRequired));
      this.#keep(file, done, isRequired);
      return done;
    } catch (error) {
      throw this.#explained(error, file);
    }
  }

  #how(file: string, isRequired: boolean): TransformOptions {
    const { engine, functions, runtimeUrl, filter } = this.#options;
    return {
      engine,
      numbering: this.#numbering,
      runtimeUrl,
      isRequired,
      isMeasured: isMeasured(file, filter),
      ...((engine === "line" || engine === "memory") && {
        isWanted: (name, isMarked, hasMarks) =>
          functions.length === 0
            ? isMarked || !hasMarks
            : functions.some((wanted) => wanted === name || name.endsWith(`.${wanted}`)),
      }),
    };
  }

  #keep(file: string, { instrumented, source, code }: Transformed, isRequired: boolean): void {
    if (instrumented === undefined) return;
    const isV8 = this.#options.engine === "sample" || this.#options.engine === "count";
    const table: FileTable = {
      thread: this.#thread,
      file,
      functions: instrumented.functions,
      lines: instrumented.lines,
      source,
      ...(isRequired && { isRequired }),
      ...(isV8 && { code }),
    };
    const name = `table-${this.#thread}-${process.hrtime.bigint()}-${written++}.json`;
    writeFileSync(join(this.#options.dir, name), JSON.stringify(table));
  }

  /** One line with the place; the parent process shows the same. */
  #explained(error: unknown, file: string): unknown {
    if (!(error instanceof SyntaxProblem)) return error;
    const { line, column, message } = error;
    const problem: Problem = { file, line, column, message };
    writeFileSync(join(this.#options.dir, PROBLEM_FILE), JSON.stringify(problem));
    const place = `${shortPath(file, this.#options.filter.cwd)}:${line}:${column}`;
    return loadFailure(`${place}: ${message}`);
  }
}
