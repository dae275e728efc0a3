/** %time, %timeit and %%timeit: what IPython prints, to the byte. */
import { performance } from "node:perf_hooks";
import process from "node:process";
import { ipythonTimeLines } from "@hpts/bench/timeit";
import type { Magic, MagicResult } from "../magic.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import { ReplError } from "../repl-error.ts";
import type { Session } from "../session.ts";
import { findNumber, makeLoop, type TimedCode, TimeitResult } from "../timing.ts";

const DETAILS = [
  "-n N  loops in a run; else the first power of ten that takes 0.2 s",
  "-r R  runs, 7 if not said otherwise",
  "-p P  significant digits, 3 if not said otherwise",
  "-q    print nothing",
  "-o    give the result: r = %timeit -o f(x)",
];

export const TIMING_MAGICS: readonly Magic[] = [
  {
    name: "time",
    usage: "%time statement",
    purpose: "run it once: CPU and wall time, and its value; %%time: the lines below",
    run: timeOnce,
    runCell: (session, text, body) => {
      if (text !== "") throw new ReplError("%%time takes its statements on the lines below it");
      if (body.trim() === "") throw new ReplError("%%time needs statements on the lines below it");
      return timeOnce(session, body);
    },
  },
  {
    name: "timeit",
    usage: "%timeit [-n N] [-r R] [-p P] [-q] [-o] statement",
    purpose: "time it in many loops; %%timeit: the rest of the line is setup, the body is timed",
    details: DETAILS,
    run: (session, text) => timeLoops(session, text, undefined),
    runCell: (session, text, body) => timeLoops(session, text, body),
  },
];

async function timeOnce(session: Session, text: string): Promise<MagicResult> {
  if (text === "") throw new ReplError("%time needs a statement: %time f(x)");
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = await session.evaluate(text);
  const wallS = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  session.host.print(ipythonTimeLines({ userS: user / 1e6, sysS: system / 1e6, wallS }));
  return { value };
}

async function timeLoops(
  session: Session,
  text: string,
  body: string | undefined,
): Promise<MagicResult> {
  const name = "timeit";
  const options = parseOptions(text, "n:r:p:qo", name);
  const given = wholeNumber(options, "n", { least: 0, name }) ?? 0;
  const repeat = wholeNumber(options, "r", { least: 1, name }) ?? 7;
  const precision = wholeNumber(options, "p", { least: 1, name }) ?? 3;
  const code = codeToTime(session, options.rest, body);
  const start = performance.now();
  const loop = await makeLoop(code);
  const compileTime = (performance.now() - start) / 1000;
  const run = (number: number): Promise<number> => session.evaluator.within(() => loop(number));
  const number = given === 0 ? await findNumber(run) : given;
  const runs: number[] = [];
  for (let i = 0; i < repeat; i++) runs.push(await run(number));
  const result = new TimeitResult(runs, number, compileTime, precision);
  if (!options.flags.has("q")) {
    if (result.warning !== undefined) session.host.print(result.warning);
    session.host.print(result.toString());
  }
  return options.flags.has("o") ? { value: result } : undefined;
}

/** Where the code stands in the input, so that a mistake can be shown there. */
function codeToTime(session: Session, rest: string, body: string | undefined): TimedCode {
  const [firstLine = ""] = (session.inputs.at(-1)?.text ?? "").trimStart().split("\n");
  const at = { line: 1, column: Math.max(0, firstLine.lastIndexOf(rest)) + 1 };
  if (body === undefined) {
    if (rest === "") throw new ReplError("%timeit needs a statement: %timeit f(x)");
    return { statement: rest, setup: "", statementAt: at, setupAt: at };
  }
  if (body.trim() === "") throw new ReplError("%%timeit needs a body on the lines below");
  return { statement: body, setup: rest, statementAt: { line: 2, column: 1 }, setupAt: at };
}
