/** %memit and %mprun: what memory_profiler's magics of these names print. */
import { memit, memitText, memoryOf } from "@hpts/profile/memory";
import type { Magic, MagicResult } from "../magic.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import { ReplError } from "../repl-error.ts";
import type { Session } from "../session.ts";

export const MEMORY_MAGICS: readonly Magic[] = [
  {
    name: "memit",
    usage: "%memit [-r N] [-o] [-q] statement",
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
];

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
