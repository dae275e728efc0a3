/** Python's timeit and IPython's %timeit and %time, for TypeScript. */
export { runTimeit, type TimeitSurroundings } from "./timeit/command.ts";
export { OptionError } from "./timeit/getopt.ts";
export {
  ipythonRepr,
  ipythonResult,
  ipythonTime,
  ipythonTimeLines,
  ipythonWarning,
} from "./timeit/ipython-text.ts";
export { type TimeitOptions, type TimeitResult, timeit } from "./timeit/measure.ts";
export { parseTimeitArgs, type TimeitCall } from "./timeit/options.ts";
export { pythonTime } from "./timeit/python-text.ts";
export { type CodePlace, StatementError } from "./timeit/statement-error.ts";
export type { Clock } from "./timeit/timer.ts";
