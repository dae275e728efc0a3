/** `hpts timeit`: a statement timed and printed as Python's timeit, or IPython's %timeit, does it. */
import { OptionError, parseTimeitArgs, runTimeit, StatementError } from "@hpts/bench/timeit";
import { UsageError } from "@hpts/labkit/lab";
import { callersFolder } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { NotYet, printError } from "../report.ts";

/**
 * @param words what stands after `timeit`
 * @param showHelp for -h, wherever it stands before the statement
 */
export async function timeStatement(words: readonly string[], showHelp: () => void): Promise<void> {
  const stopWatching = watchForEnd();
  try {
    const call = parseTimeitArgs(words);
    if (call === "help") return showHelp();
    await runTimeit(call, {
      baseDir: callersFolder(),
      out: (line) => console.log(line),
      err: (line) => console.error(line),
    });
  } catch (error) {
    if (error instanceof OptionError) {
      throw new UsageError(`${error.message}\n(use -h/--help for command line help)`);
    }
    if (!(error instanceof StatementError)) throw error;
    const { code, message } = error;
    throw code === "HPTS_BENCH_NO_PARSE" ? new UsageError(message) : new NotYet(message);
  } finally {
    stopWatching();
  }
}

/** Says so if the statement ends this process, or leaves it with nothing to wait for. */
function watchForEnd(): () => void {
  const ended = (code: number): void => {
    printError(`the statement, or its setup, ended the process with exit code ${code}`);
    process.exitCode = EXIT.notReached;
  };
  const emptied = (): void => {
    printError("the statement waits for something that never comes");
    process.off("exit", ended);
    process.exit(EXIT.notReached);
  };
  process.on("exit", ended).on("beforeExit", emptied);
  return () => {
    process.off("exit", ended).off("beforeExit", emptied);
  };
}
