/** %memit and %mprun: what memory_profiler's magics of these names print. */
import { ProfileError } from "@hpts/profile";
import { linesText, measureHere, memit, memitText, memoryOf } from "@hpts/profile/memory";
import { functionSource } from "../function-source.ts";
import type { Magic, MagicResult } from "../magic.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import { ReplError } from "../repl-error.ts";
import type { Session } from "../session.ts";

export const MEMORY_MAGICS: readonly Magic[] = [
  {
    name: "memit",
    usage: "%memit [-r N] [-b] [-o] [-q] statement",
    purpose: "peak memory while a statement runs; %%memit: of the body",
    details: [
      "-r N  run it so often; the highest peak counts",
      "-b    also bytes: allocated, at most, still held",
      "-o    give the result: m = %memit -o f(x)",
      "-q    print nothing",
    ],
    run: (session, text) => measure(session, text, ""),
    runCell: (session, text, body) => measure(session, text, body),
  },
  {
    name: "mprun",
    usage: "%mprun -f name statement",
    purpose: "what the lines of a function take while a statement runs",
    details: [
      "-f name  a function that was typed in here",
      "         for those of a file, outside: hpts memory -f name file.ts",
    ],
    run: measureLines,
  },
];

async function measureLines(session: Session, text: string): Promise<MagicResult> {
  const { values, rest } = parseOptions(text, "f:", "mprun");
  const name = values.get("f");
  if (name === undefined || rest === "") {
    throw new ReplError("%mprun needs a function and a statement: %mprun -f f f(x)");
  }
  const original = session.valueOf(name);
  if (typeof original !== "function") throw new ReplError(`${name} is no function`);
  const source = functionSource(session, original as (...args: never[]) => unknown);
  if (source === undefined || !source.file.startsWith("In[")) {
    throw new ReplError(
      `%mprun measures functions that were typed in here; ${name} was not: hpts memory -f ${name} file.ts`,
    );
  }
  const measured = await measureHere({ ...source, name }).catch((error: unknown) => {
    throw error instanceof ProfileError ? new ReplError(error.message) : error;
  });
  const scope = globalThis as Record<string, unknown>;
  scope[name] = await session.evaluate(measured.code);
  try {
    await session.evaluate(rest);
  } finally {
    scope[name] = original;
  }
  session.host.print(linesText(measured.report(), session.host.cwd).trimEnd());
  return undefined;
}

/** @param body what follows the statement of the first line, in cell mode */
async function measure(session: Session, text: string, body: string): Promise<MagicResult> {
  const options = parseOptions(text, "r:boq", "memit");
  const repeat = wholeNumber(options, "r", { least: 1, name: "memit" }) ?? 1;
  const statement = [options.rest, body].filter((part) => part.trim() !== "").join("\n");
  if (statement === "") throw new ReplError("%memit needs a statement: %memit f(x)");
  const run = (): Promise<unknown> => session.evaluate(statement);
  const found = await memit(run, { repeat });
  const isQuiet = options.flags.has("q");
  if (!isQuiet) session.host.print(memitText(found));
  if (options.flags.has("b")) {
    const { allocatedBytes, peakBytes, retainedBytes } = await memoryOf(run);
    const parts = [
      `allocated ${mib(allocatedBytes)}`,
      `at most ${mib(peakBytes)}`,
      `held ${mib(retainedBytes)}`,
    ];
    if (!isQuiet) session.host.print(`heap and buffers: ${parts.join(", ")}`);
  }
  return options.flags.has("o") ? { value: found } : undefined;
}

const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;
