/** The functions of a file, for code that runs as it is. */
import { instrument } from "./instrument.ts";
import { parse } from "./syntax.ts";
import type { FunctionEntry } from "./table.ts";

/** @throws SyntaxProblem */
export function functionTable(file: string, text: string): readonly FunctionEntry[] {
  let last = 0;
  const number = (): number => ++last;
  const parsed = parse(file, text);
  const { functions } = instrument(text, parsed, {
    engine: "sample", // adds nothing
    numbering: { function: number, line: number },
    isModule: true,
    header: () => "",
  });
  return functions;
}
