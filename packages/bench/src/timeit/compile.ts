/**
 * Makes the loop that is timed out of a statement and a setup, both TypeScript.
 *
 *   imports of the setup                     (a module of its own, so V8 shares no feedback with
 *   export default (globals) =>               any other loop)
 *     function (number, clock) {
 *       the setup                            (each run anew, not timed)
 *       const t0 = clock();
 *       for (...) { the statement }          (its value is kept)
 *       return clock() - t0;
 *     }
 *
 * As in CPython's template (Lib/timeit.py), the setup's names are local to that function. Lines of
 * the code stay lines of the module, so that a mistake can be shown where it was made.
 */
import { randomUUID } from "node:crypto";
import { transform } from "esbuild";
import { explained, type Layout } from "./explain.ts";
import { loadModule } from "./load-module.ts";
import { type CodePlace, StatementError } from "./statement-error.ts";
import type { Loop } from "./timer.ts";
import { keepingValue } from "./value-of.ts";

export interface CodeToTime {
  readonly statement: string;
  /** @default nothing */
  readonly setup?: string | undefined;
  /** Where relative imports begin, and packages are looked for. @default the working directory */
  readonly baseDir?: string | undefined;
  /** Values that statement and setup can use by name. */
  readonly globals?: Readonly<Record<string, unknown>> | undefined;
}

/** An import statement of the setup; `import(...)` and `import.meta` are none. */
const IMPORT =
  /(?<=^|;)[ \t]*import\b(?!\s*[(.])(?:[^"'`;]*?\bfrom\b)?\s*(["'])[^"'\n]+\1(?:\s*with\s*\{[^}]*\})?[ \t]*;?/gm;

/**
 * @throws StatementError if the code does not parse, or what it imports cannot be loaded
 */
export async function compileLoop(code: CodeToTime): Promise<Loop> {
  const { statement, setup = "", baseDir = process.cwd(), globals = {} } = code;
  await demandParses(setup, "setup");
  await demandParses(statement, "statement");
  if (statement.search(IMPORT) >= 0) {
    const message = "an import belongs into the setup, not into the statement";
    throw new StatementError("HPTS_BENCH_NO_PARSE", message, { place: undefined });
  }
  const { text, layout } = await moduleText(statement, setup, Object.keys(globals));
  const loaded = await loadModule(text, baseDir).catch((error: unknown) => {
    throw explained(error, layout, undefined);
  });
  const make = loaded.exports["default"] as (values: typeof globals) => Loop;
  const loop = make(globals);
  return async (number, clock) => {
    let isStarted = false;
    const noticed = (): number => {
      isStarted = true;
      return clock();
    };
    try {
      return await loop(number, noticed);
    } catch (error) {
      throw explained(error, layout, loaded, isStarted ? "code" : "setup");
    }
  };
}

/** Whether a value that the statement gave last is a promise that nothing has waited for. */
export function hasKeptPromise(): boolean {
  const { __timeitKept: kept } = globalThis as { __timeitKept?: readonly unknown[] };
  return kept?.some((value) => value instanceof Promise) ?? false;
}

async function moduleText(
  statement: string,
  setup: string,
  globals: readonly string[],
): Promise<{ text: string; layout: Layout }> {
  const imports = setup.replaceAll(IMPORT, blank);
  const head = onlyImports(setup);
  const { code, shiftedAt, shift } = await keepingValue(statement, "__kept[__i & 7] = ", parses);
  const isAsync = /\bawait\b/.test(setup + statement) && !(await isSync(`${imports}\n${code}`));
  const opening = [
    head,
    `export default ({${globals.join(", ")}}) =>`,
    `${isAsync ? "async " : ""}function (__number, __clock) { /* ${randomUUID()} */`,
  ];
  const before = [...opening, imports];
  const timing = [
    "; const __kept = [0, 0, 0, 0, 0, 0, 0, 0]; globalThis.__timeitKept = __kept;",
    "const __start = __clock();",
    "for (let __i = 0; __i < __number; __i++) {",
  ];
  const text = [...before, ...timing, code, "}", "return __clock() - __start; }"].join("\n");
  const shiftedLine = lineCount(statement.slice(0, shiftedAt)) - 1;
  return {
    text,
    layout: {
      importLines: lineCount(head),
      setupLine: lineCount(opening.join("\n")),
      setupLines: lineCount(imports),
      statementLine: lineCount([...before, ...timing].join("\n")),
      statementLines: lineCount(statement),
      shifted: {
        line: shiftedLine,
        fromColumn: shiftedAt - (statement.lastIndexOf("\n", shiftedAt - 1) + 1),
        by: shift,
      },
    },
  };
}

async function demandParses(code: string, part: CodePlace["part"]): Promise<void> {
  const fault = await faultOf(code);
  if (fault === undefined) return;
  const { text, location } = fault;
  const place = { part, line: location?.line ?? 1, column: (location?.column ?? 0) + 1 };
  throw new StatementError("HPTS_BENCH_NO_PARSE", `the ${part} does not parse: ${text}`, { place });
}

interface Fault {
  readonly text: string;
  readonly location: { readonly line: number; readonly column: number } | null;
}

/** What makes esbuild take code for a module: there, `return` outside of a function is an error. */
const AS_MODULE = "\n;export {};";

async function faultOf(code: string): Promise<Fault | undefined> {
  const fault = await transformFault(code);
  if (fault !== undefined || !/\breturn\b/.test(code)) return fault;
  const left = await transformFault(code + AS_MODULE);
  return left && { ...left, text: "return stands outside of a function" };
}

async function transformFault(code: string): Promise<Fault | undefined> {
  try {
    await transform(code, { loader: "ts", format: "esm", logLevel: "silent" });
    return undefined;
  } catch (error) {
    const { errors = [] } = error as { errors?: Fault[] };
    if (errors[0] === undefined) throw error;
    return errors[0];
  }
}

async function parses(code: string): Promise<boolean> {
  return (await faultOf(code)) === undefined;
}

/** Whether it is code for a function that is not async: a static block knows no other `await`. */
function isSync(code: string): Promise<boolean> {
  return parses(`class C { static {\n${code}\n} }`);
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}

/** Everything else is blanked, so that the imports stay at their lines and columns. */
function onlyImports(setup: string): string {
  let head = "";
  let at = 0;
  for (const { 0: text, index } of setup.matchAll(IMPORT)) {
    head += blank(setup.slice(at, index)) + text;
    at = index + text.length;
  }
  return head + blank(setup.slice(at));
}

function lineCount(text: string): number {
  return text.split("\n").length;
}
