/** The texts of time against those that bash and GNU time print (golden/make_time.py). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tableText } from "../src/time/table.ts";
import { type TimeResult, timeText, type Usage } from "../src/time.ts";

interface GoldenCase extends Usage {
  readonly realUs: number;
  readonly userUs: number;
  readonly sysUs: number;
  readonly maxRssKib: number;
  readonly command: string[];
  readonly exit: number;
  readonly signal: number;
  readonly pageBytes: number;
  readonly bash: string;
  readonly posix: string;
  readonly gnu: string;
  readonly gnuVerbose: string;
}

const FILE = join(import.meta.dirname, "fixtures", "time.json");
const { cases } = JSON.parse(readFileSync(FILE, "utf8")) as { cases: GoldenCase[] };

function resultOf(golden: GoldenCase): TimeResult {
  const { realUs, userUs, sysUs, maxRssKib, command, exit, signal, pageBytes } = golden;
  return {
    command,
    realMs: realUs / 1000,
    userMs: userUs / 1000,
    sysMs: sysUs / 1000,
    maxRssBytes: maxRssKib * 1024,
    usage: golden,
    exit,
    signal: signal === 9 ? "SIGKILL" : undefined,
    pageBytes,
    via: { cpu: "bash", memory: "gnu-time" },
  };
}

describe("the text of a time is that of", () => {
  test.each(cases)("bash for $realUs µs", (golden) => {
    expect(`${timeText(resultOf(golden), "bash")}\n`).toBe(golden.bash);
  });

  test.each(cases)("bash's time -p for $realUs µs", (golden) => {
    expect(`${timeText(resultOf(golden), "posix")}\n`).toBe(golden.posix);
  });

  test.each(cases)("GNU time for $realUs µs", (golden) => {
    expect(`${timeText(resultOf(golden), "gnu")}\n`).toBe(golden.gnu);
  });

  test.each(cases)("GNU time -v for $realUs µs", (golden) => {
    expect(`${timeText(resultOf(golden), "gnu-verbose")}\n`).toBe(golden.gnuVerbose);
  });
});

test("what is not known is a question mark", () => {
  const { maxRssBytes, usage, ...known } = resultOf(cases[1]!);
  const unknown = { ...known, userMs: undefined, maxRssBytes: undefined, usage: undefined };

  expect(timeText(unknown, "bash")).toBe("\nreal\t0m1.051s\nuser\t?\nsys\t0m0.028s");
  expect(timeText(unknown, "gnu")).toContain("?user 0.02system 0:01.05elapsed ?%CPU");
  expect(timeText(unknown, "gnu-verbose")).toContain("Maximum resident set size (kbytes): ?\n");
});

describe("the table of several runs", () => {
  const runs = (realsMs: number[], command: string): TimeResult[] =>
    realsMs.map((realMs) => ({ ...resultOf(cases[0]!), command: [command], realMs, userMs: 12 }));

  test("shows minimum, median and spread, and compares pair by pair", () => {
    const text = tableText([runs([100, 200, 110], "old"), runs([210, 400, 231], "new")]);

    expect(text).toBe(
      [
        "3 runs each, in turn                   min        median     spread",
        "A  old",
        "   real                             100 ms        110 ms      ±13 %",
        "   user                              12 ms         12 ms      <±8 %",
        "   sys                               <1 ms         <1 ms",
        "B  new",
        "   real                             210 ms        231 ms      ±13 %",
        "   user                              12 ms         12 ms      <±8 %",
        "   sys                               <1 ms         <1 ms",
        "B takes 2.10 x the time of A (3 pairs; -n 5 for an interval)",
      ].join("\n"),
    );
  });

  test("gives an interval from five pairs on", () => {
    const text = tableText([runs([100, 100, 100, 100, 100], "a"), runs([1, 2, 3, 4, 5], "b")]);

    expect(text).toMatch(
      /\nB takes 0\.03 x the time of A \(middle half of 5 pairs: 0\.02 to 0\.04\)$/,
    );
  });

  test("is never wider than 80 columns", () => {
    const text = tableText([runs([1e9], "x".repeat(200)), runs([0.001], "y".repeat(200))]);

    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
