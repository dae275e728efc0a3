/**
 * Memory per line of one function in this process, for `%mprun`: its text is instrumented, and run in
 * place of the function. What it uses from outside must be global, as in a session.
 */

import { H } from "../instrument/dialect.ts";
import { instrument } from "../instrument/instrument.ts";
import { parse } from "../instrument/syntax.ts";
import { RUNTIME_KEY } from "../loader/transform.ts";
import { ProfileError } from "../profile-error.ts";
import { type LinesReport, linesReport } from "./line-memory.ts";

export interface FunctionText {
  /** How its text names it. */
  readonly name: string;
  /** TypeScript: a declaration that makes the name known. */
  readonly text: string;
  /** Where the text begins, from 1. */
  readonly line: number;
  /** Shown in the report. */
  readonly file: string;
}

export interface MeasuredHere {
  /** TypeScript: an expression whose value is the function that measures itself. */
  readonly code: string;
  /** What its lines took until now. */
  report(): LinesReport;
}

const THREAD = "here";
let functions = 0;
let lines = 0;

/** @throws ProfileError if the text does not parse, or has no such function */
export async function measureHere({ name, text, line, file }: FunctionText): Promise<MeasuredHere> {
  const [runtime, meter] = await Promise.all([
    import("./inside/lines.ts"),
    import("./inside/meter.ts"),
  ]);
  Object.defineProperty(globalThis, Symbol.for(RUNTIME_KEY), {
    value: runtime,
    configurable: true,
  });
  const source = "\n".repeat(line - 1) + text;
  const done = instrumented(source, name);
  const wanted = done.functions.filter((one) => one.name === name);
  if (wanted.length === 0) {
    throw new ProfileError("HPTS_PROFILE_OPTION", `there is no function ${name} in ${file}`);
  }
  const resolutionBytes = meter.startMeter();
  const { calls, usedBefore, increments, usedAfter, occurrences, collected } = runtime;
  return {
    code: `(() => { ${done.code.toString()}\n;return ${name}; })()`,
    report() {
      const result = {
        thread: THREAD,
        resolutionBytes,
        functions: wanted
          .filter(({ id }) => calls[id]! > 0)
          .map(({ id }) => [id, calls[id]!, usedBefore[id]!]),
        lines: done.lines
          .filter(({ id }) => occurrences[id]! > 0)
          .map(({ id }) => [id, increments[id]!, usedAfter[id]!, occurrences[id]!, collected[id]!]),
      };
      const table = { thread: THREAD, file, functions: wanted, lines: done.lines, source };
      return linesReport([result], [table], false);
    },
  };
}

function instrumented(source: string, name: string) {
  try {
    return instrument(source, parse("function.ts", source), {
      engine: "memory",
      numbering: { function: () => ++functions, line: () => ++lines },
      isModule: false,
      header: (names) => {
        const list = names.map((one) => `${one}:${H}${one}`).join(",");
        return `const {${list}}=globalThis[Symbol.for("${RUNTIME_KEY}")];`;
      },
      isWanted: (one) => one === name,
    });
  } catch (cause) {
    const message = `${name} cannot be measured: ${(cause as Error).message}`;
    throw new ProfileError("HPTS_PROFILE_OPTION", message, { cause });
  }
}
