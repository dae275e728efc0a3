/** The options of `hpts timeit`: those of `python3 -m timeit`, or of IPython's `%timeit`. */
import { getopt, OptionError } from "./getopt.ts";
import { isPythonUnit, type PythonUnit } from "./python-text.ts";

export interface TimeitCall {
  readonly way: "python" | "ipython";
  readonly statement: string;
  readonly setup: string;
  /** 0: find it. */
  readonly number: number;
  readonly repeat: number;
  readonly clock: "wall" | "cpu";
  readonly unit: PythonUnit | undefined;
  readonly precision: number;
  readonly isVerbose: boolean;
  /** IPython's -q: nothing is printed. */
  readonly isQuiet: boolean;
  /** IPython's -o: the result is shown as a value, too. */
  readonly showsValue: boolean;
  readonly asJson: boolean;
}

const OURS = ["ipython", "json", "help"];
const PYTHON_LONG = [
  "number=",
  "setup=",
  "repeat=",
  "time",
  "clock",
  "process",
  "verbose",
  "unit=",
];

/** What Python says of a unit that it does not know. */
const UNKNOWN_UNIT = "Unrecognized unit. Please select nsec, usec, msec, or sec.";

/**
 * @returns "help" if that was asked for
 * @throws OptionError for options that make no sense
 */
export function parseTimeitArgs(args: readonly string[]): TimeitCall | "help" {
  const asPython = firstWords(args).includes("--ipython")
    ? undefined
    : getopt(args, "n:u:s:r:tcpvh", [...PYTHON_LONG, ...OURS]);
  const way = asPython === undefined ? "ipython" : "python";
  const { options, rest } =
    asPython ?? getopt(args, "n:r:s:tcp:qoh", [...OURS, "number=", "setup=", "repeat="]);
  const call: { -readonly [Key in keyof TimeitCall]: TimeitCall[Key] } = {
    way,
    statement: rest.join("\n"),
    setup: valuesOf(options, "-s", "--setup").join("\n"),
    number: 0,
    repeat: way === "python" ? 5 : 7,
    clock: "wall",
    unit: undefined,
    precision: 3,
    isVerbose: false,
    isQuiet: false,
    showsValue: false,
    asJson: false,
  };
  for (const [name, value] of options) {
    if (name === "-h" || name === "--help") return "help";
    apply(call, name, value);
  }
  return call;
}

function apply(
  call: { -readonly [Key in keyof TimeitCall]: TimeitCall[Key] },
  name: string,
  value: string,
): void {
  if (name === "-n" || name === "--number") call.number = wholeNumber(name, value);
  if (name === "-r" || name === "--repeat") call.repeat = Math.max(wholeNumber(name, value), 1);
  if (name === "-u" || name === "--unit") call.unit = unitNamed(value);
  if (name === "-v" || name === "--verbose") {
    if (call.isVerbose) call.precision += 1;
    call.isVerbose = true;
  }
  if (name === "--process" || name === "-c" || (name === "-p" && call.way === "python")) {
    call.clock = name === "-c" && call.way === "python" ? call.clock : "cpu";
  }
  if (name === "-p" && call.way === "ipython") call.precision = wholeNumber(name, value);
  if (name === "-q") call.isQuiet = true;
  if (name === "-o") call.showsValue = true;
  if (name === "--json") call.asJson = true;
}

/** Up to the statement, as far as can be told before it is known which options have values. */
function firstWords(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  const before = end < 0 ? args : args.slice(0, end);
  const statement = before.findIndex(
    (word, i) => !word.startsWith("-") && !/^-[a-z]*[nrsup]$|^--\w+$/.test(before[i - 1] ?? ""),
  );
  return statement < 0 ? before : before.slice(0, statement);
}

function valuesOf(options: readonly (readonly [string, string])[], ...names: string[]): string[] {
  return options.filter(([name]) => names.includes(name)).map(([, value]) => value);
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text.replaceAll("_", ""));
  if (text.trim() !== "" && Number.isSafeInteger(value)) return value;
  throw new OptionError(`option ${name} must be a whole number, got ${JSON.stringify(text)}`);
}

function unitNamed(word: string): PythonUnit {
  if (isPythonUnit(word)) return word;
  throw new OptionError(UNKNOWN_UNIT);
}
