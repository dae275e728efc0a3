/**
 * The loop behind `%timeit`, in the session's own scope, so that it sees the session's names.
 *
 * Each loop is generated with a text of its own: from the same text V8 would take the same compiled
 * code, and with it the type feedback of what was timed before. The value of an expression is kept,
 * because what nobody uses need not be computed. Seconds; the rules are IPython's: 7 runs of the
 * first power of ten of loops that takes 0.2 s or longer.
 */
import { performance } from "node:perf_hooks";
import process from "node:process";
import { inspect } from "node:util";
import { ipythonRepr, ipythonResult, ipythonWarning } from "@hpts/bench/timeit";
import { transformCode } from "./compiler.ts";
import { ReplError } from "./repl-error.ts";

/** Runs the setup, then the statement `number` times, and says how many seconds the latter took. */
export type TimedLoop = (number: number) => number | Promise<number>;

export interface TimedCode {
  readonly statement: string;
  readonly setup: string;
  /** Line and column of the input at which the statement begins, 1-based. */
  readonly statementAt: { readonly line: number; readonly column: number };
  readonly setupAt: { readonly line: number; readonly column: number };
}

const LEAST_RUN_S = 0.2;
const MOST_POWERS = 10;

let made = 0;

/** @throws ReplError if the code does not parse */
export async function makeLoop({ statement, setup, ...at }: TimedCode): Promise<TimedLoop> {
  const plain = await toJavaScript(statement);
  if (!("code" in plain)) throw parseFault(plain, at.statementAt, "statement");
  const timed = await keepingValue(plain.code);
  const before = await toJavaScript(setup);
  if (!("code" in before)) throw parseFault(before, at.setupAt, "setup");
  const isAsync = /\bawait\b/.test(statement + setup);
  const text = [
    `return ${isAsync ? "async " : ""}(__hptsNumber) => { /* loop ${++made} */`,
    before.code,
    "const __hpts = { kept: undefined };",
    "const __hptsStart = __hptsNow();",
    "for (let __hptsAt = 0; __hptsAt < __hptsNumber; __hptsAt++) {",
    timed,
    "}",
    "return (__hptsNow() - __hptsStart) / 1000; };",
  ];
  try {
    const make = new Function("__hptsNow", text.join("\n"));
    return make(() => performance.now()) as TimedLoop;
  } catch (error) {
    throw new ReplError(`the statement cannot be timed: ${(error as Error).message}`);
  }
}

/** More lines than this are taken to have no value. */
const MOST_TRIES = 40;

/**
 * The value of the last statement is kept, if it has one. esbuild's code has a statement of the top
 * level begin on a line of its own, so the shortest end of it that is an expression is the last one.
 */
async function keepingValue(code: string): Promise<string> {
  const lines = code.trimEnd().split("\n");
  for (let at = lines.length - 1; at >= Math.max(0, lines.length - MOST_TRIES); at--) {
    const before = lines.slice(0, at).join("\n");
    const last = lines.slice(at).join("\n").replace(/;$/, "");
    const kept = `${before}\n__hpts.kept = (${last}\n);`;
    if (last.trim() === "" || /^\s/.test(last)) continue;
    if (!("code" in (await toJavaScript(before)))) continue;
    if ("code" in (await toJavaScript(`(${last}\n)`))) return kept;
  }
  return code;
}

interface ParseFault {
  readonly text: string;
  readonly location: { readonly line: number; readonly column: number } | null;
}

async function toJavaScript(source: string): Promise<{ code: string } | ParseFault> {
  try {
    const { code } = await transformCode(source, {
      loader: "ts",
      format: "esm",
      target: `node${process.versions.node}`,
      charset: "utf8",
      logLevel: "silent",
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, target: "es2023" } },
    });
    // What esbuild makes of a return outside of a function, which would end the loop at its first turn.
    if (/^export default require_/m.test(code)) {
      return { text: "return, module and exports are no part of a session", location: null };
    }
    if (!/^import\b/m.test(code)) return { code };
    return { text: "import first, then time: an import cannot be timed", location: null };
  } catch (error) {
    const [first] = (error as { errors?: ParseFault[] }).errors ?? [];
    if (first === undefined) throw error;
    return first;
  }
}

function parseFault(
  { text, location }: ParseFault,
  at: { readonly line: number; readonly column: number },
  part: string,
): ReplError {
  const { line = 1, column = 0 } = location ?? {};
  const place = {
    line: at.line + line - 1,
    column: line === 1 ? at.column + column : column + 1,
  };
  return new ReplError(`the ${part} does not parse: ${text}`, place);
}

/** The first power of ten of loops whose run takes long enough. */
export async function findNumber(run: TimedLoop): Promise<number> {
  for (let power = 0; ; power++) {
    const number = 10 ** power;
    if (power === MOST_POWERS || (await run(number)) >= LEAST_RUN_S) return number;
  }
}

/** What `%timeit -o` gives; the fields are those of IPython's TimeitResult, in seconds. */
export class TimeitResult {
  readonly loops: number;
  readonly repeat: number;
  readonly best: number;
  readonly worst: number;
  /** Seconds of each run. */
  readonly allRuns: readonly number[];
  /** Seconds of a loop in each run. */
  readonly timings: readonly number[];
  readonly compileTime: number;
  readonly #precision: number;

  constructor(allRuns: readonly number[], loops: number, compileTime: number, precision: number) {
    this.loops = loops;
    this.repeat = allRuns.length;
    this.allRuns = allRuns;
    this.timings = allRuns.map((run) => run / loops);
    this.best = Math.min(...this.timings);
    this.worst = Math.max(...this.timings);
    this.compileTime = compileTime;
    this.#precision = precision;
    const repr = (): string => ipythonRepr({ number: loops, allRunsS: allRuns }, precision);
    Object.defineProperty(this, inspect.custom, { value: repr });
  }

  get average(): number {
    return this.timings.reduce((sum, time) => sum + time, 0) / this.repeat;
  }

  /** Of the population. */
  get stdev(): number {
    const { average } = this;
    return Math.sqrt(this.timings.reduce((sum, t) => sum + (t - average) ** 2, 0) / this.repeat);
  }

  get warning(): string | undefined {
    return ipythonWarning({ number: this.loops, allRunsS: this.allRuns });
  }

  toString(): string {
    return ipythonResult({ number: this.loops, allRunsS: this.allRuns }, this.#precision);
  }
}
