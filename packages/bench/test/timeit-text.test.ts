/** The texts of timeit against those that CPython and IPython print (golden/make_timeit.py). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exactSum } from "../src/timeit/exact-sum.ts";
import { formatG } from "../src/timeit/python-number.ts";
import { ipythonTimeLines, OptionError, parseTimeitArgs, runTimeit } from "../src/timeit.ts";

interface Golden {
  readonly numbers: readonly (readonly [value: number, precision: number, text: string])[];
  readonly sums: readonly (readonly [values: number[], sum: number])[];
  readonly commandLines: readonly {
    readonly args: string[];
    readonly durationsS: number[];
    readonly stdout: string;
    readonly stderr: string;
    readonly code: number;
  }[];
  readonly faults: readonly { readonly args: string[]; readonly says: string }[];
  readonly timeitMagic: readonly {
    readonly line: string;
    readonly durationsS: number[];
    readonly stdout: string;
    readonly repr: string;
  }[];
  readonly timeMagic: readonly {
    readonly userS: number;
    readonly sysS: number;
    readonly wallS: number;
    readonly stdout: string;
  }[];
}

const FILE = join(import.meta.dirname, "fixtures", "timeit.json");
const golden = JSON.parse(readFileSync(FILE, "utf8")) as Golden;

/** Runs a command line with a clock that gives each run the time of the case. */
async function printed(args: string[], durationsS: number[]): Promise<[string, string]> {
  const readings = durationsS.flatMap((duration) => [0, duration]);
  let [stdout, stderr] = ["", ""];
  try {
    await runTimeit(callOf(args), {
      baseDir: import.meta.dirname,
      clock: () => readings.shift()!,
      out: (line) => {
        stdout += `${line}\n`;
      },
      err: (line) => {
        stderr += `${line}\n`;
      },
    });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    stderr += `${error.message}\n`;
  }
  expect(readings).toEqual([]);
  return [stdout, stderr];
}

function callOf(args: string[]): Exclude<ReturnType<typeof parseTimeitArgs>, "help"> {
  const call = parseTimeitArgs(args);
  if (call === "help") throw new Error("no help was asked for");
  // A statement that costs next to nothing: the real loops run, and some are long.
  return { ...call, statement: "" };
}

describe("numbers", () => {
  test("are written as Python's %g does it", () => {
    const ours = golden.numbers.map(([value, precision]) => formatG(value, precision));

    expect(ours).toEqual(golden.numbers.map(([, , text]) => text));
  });

  test("that are none are written as in Python", () => {
    expect([Number.NaN, Infinity, -Infinity].map((value) => formatG(value, 3))).toEqual([
      "nan",
      "inf",
      "-inf",
    ]);
  });

  test("are added up like math.fsum does it", () => {
    const ours = golden.sums.map(([values]) => exactSum(values));

    expect(ours).toEqual(golden.sums.map(([, sum]) => sum));
  });
});

describe("python3 -m timeit", () => {
  test.each(golden.commandLines)("prints the same for $args", async (original) => {
    const [stdout, stderr] = await printed(original.args, original.durationsS);

    expect({ stdout, stderr }).toEqual({ stdout: original.stdout, stderr: original.stderr });
  });

  test.each(golden.faults)("refuses $args with the same words", ({ args, says }) => {
    expect(() => parseTimeitArgs(args)).toThrow(new OptionError(says.split("\n")[0]));
  });
});

describe("IPython", () => {
  test.each(golden.timeitMagic)("%timeit $line prints the same", async (original) => {
    const args = ["--ipython", ...original.line.split(" ").slice(0, -1)];

    const [stdout] = await printed(args, original.durationsS);

    const shown = original.repr === "" ? "" : `${original.repr}\n`;
    expect(stdout).toBe(original.stdout + shown);
  });

  test("%time prints the same two lines", () => {
    const ours = golden.timeMagic.map((times) => `${ipythonTimeLines(times)}\n`);

    expect(ours).toEqual(golden.timeMagic.map(({ stdout }) => stdout));
  });
});
