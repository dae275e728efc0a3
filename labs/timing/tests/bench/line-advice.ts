/** What to think about where a report line differs from the one that the original has written. */

/** A part of a line, and what to think about if it is another one. */
interface Part {
  readonly name: string;
  readonly advice: (got: string, wanted: string, golden: Parts) => string;
}

type Parts = Readonly<Record<string, string>>;

const IPYTHON =
  /^(?<mean>\S+ \S+) ± (?<deviation>\S+ \S+) per loop \(mean ± std\. dev\. of (?<runs>\S+) (?<runWord>runs?), (?<loops>\S+) (?<loopWord>loops?) each\)$/;
const PYTHON =
  /^(?<loops>\S+) (?<loopWord>loops?), best of (?<repeats>\S+): (?<best>\S+ \S+) per loop$/;

const IPYTHON_PARTS: readonly Part[] = [
  { name: "mean", advice: (got, wanted) => ofTime(got, wanted, "the mean of all runs") },
  { name: "deviation", advice: onDeviation },
  { name: "runs", advice: () => "the number of runs is that of the times in perLoopNs" },
  { name: "runWord", advice: onPlural },
  { name: "loops", advice: () => "IPython writes thousands of loops with commas" },
  { name: "loopWord", advice: onPlural },
];

const PYTHON_PARTS: readonly Part[] = [
  { name: "loops", advice: () => "the number of loops, without commas, unlike IPython" },
  { name: "loopWord", advice: onPlural },
  { name: "repeats", advice: () => "best of: as many as there are times in perLoopNs" },
  { name: "best", advice: (got, wanted) => ofTime(got, wanted, "the best time, not the mean") },
];

/** By the first part that differs; by the words, if the parts are not where they should be. */
export function adviceOn(line: string, golden: string): string {
  const isIPython = IPYTHON.test(golden);
  const [form, parts] = isIPython ? [IPYTHON, IPYTHON_PARTS] : [PYTHON, PYTHON_PARTS];
  const wanted = partsOf(form, golden) ?? {};
  const got = partsOf(form, line);
  const who = isIPython ? "IPython's" : "Python's";
  if (got === undefined) return `the words, signs and blanks are ${who}, to the byte`;
  const other = parts.find(({ name }) => got[name] !== wanted[name]);
  if (other === undefined) return `the line is ${who}, to the byte`;
  return other.advice(got[other.name]!, wanted[other.name]!, wanted);
}

const partsOf = (form: RegExp, line: string): Parts | undefined => form.exec(line)?.groups;

/** "4.33 s": the unit first, for the number follows from it. */
function ofTime(got: string, wanted: string, what: string): string {
  const [gotUnit = "", wantedUnit = ""] = [got, wanted].map((time) => time.split(" ")[1]);
  if (gotUnit.replace("\u03bc", "\u00b5") === wantedUnit && gotUnit !== wantedUnit) {
    return "µ is U+00B5, the micro sign; this one is U+03BC, a Greek letter";
  }
  if (gotUnit === wantedUnit) return `${got}, not ${wanted}: ${what}, with threeDigits`;
  return `${got}, not ${wanted}: each time has the largest unit in which it is at least 1, before it is rounded; without such a unit, the smallest`;
}

function onDeviation(got: string, wanted: string, { runs = "" }: Parts): string {
  const [gotUnit, wantedUnit] = [got, wanted].map((time) => time.split(" ")[1]);
  const divided =
    runs === "1"
      ? "a single run is its own mean, so its deviation is 0"
      : `the deviation of ${runs} runs divides the sum of squares by ${runs}, not by ${Number(runs) - 1}`;
  return gotUnit === wantedUnit ? divided : ofTime(got, wanted, divided);
}

function onPlural(got: string, wanted: string): string {
  return `${wanted}, not ${got}: an s where there are several, and only there`;
}
