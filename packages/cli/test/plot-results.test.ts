/** The reader of `hpts plot`: whatever a file holds, a chart or a sentence comes of it. */
import { UsageError } from "@hpts/labkit/lab";
import { layOut, toSvg } from "@hpts/viz/chart";
import { describe, expect, test } from "vitest";
import { chartOf } from "../src/commands/plot-chart.ts";
import { readResults } from "../src/commands/plot-results.ts";
import { comparisonText, runText, TIMELINE } from "./support/plot-files.ts";

const RUN = runText({ sizes: [10, 100], seconds: 1e-6 });

describe("the reader of results", () => {
  test.each([
    ["", "is empty"],
    [" \n", "is empty"],
    ["[]", "holds no result"],
    ["{}", "holds foreign JSON (an empty object)"],
    ['{"name":"x","version":1}', "holds foreign JSON (name, version)"],
    ["[1,2]", "holds JSON, but no results"],
    ['{"nodes":[],"samples":[]}', "looks like a profile: hpts open file shows it"],
    ['{"schema":"hpts/bench/v9"}', "is of schema hpts/bench/v9"],
    ['{"schema":', "is cut off or damaged"],
    [
      "hello",
      'holds no results: expected runs of hpts bench, hpts compare --json, or a file of hpts memory run; got "hello"',
    ],
    [`${RUN}\n${comparisonText(2).replaceAll("\n", "")}`, "holds runs and comparisons"],
    ["HPTS memory 9 {}\nMEM 1 1\n", 'expected "memory 1"'],
    [RUN.replace('"k":10', '"k":0'), "cases[0].generations[0].k must be above 0"],
    [RUN.replace('"cores":2', '"cores":"two"'), "env.cores must be a number"],
    [
      RUN.replace('"params":{"n":10}', '"params":{"n":"ten"}'),
      "cases[0].params.n must be a number",
    ],
    [comparisonText(2).replace('"ratio": 2', '"ratio": "2"'), "ratio must be a number"],
  ])("%j is refused: %s", (text, message) => {
    expect(() => readResults(text, "file")).toThrow(UsageError);
    expect(() => readResults(text, "file")).toThrow(message);
  });

  test("a list of runs, and a run in several lines, are runs", () => {
    const pretty = JSON.stringify(JSON.parse(RUN), null, 2);

    expect(readResults(`[${RUN},${RUN}]`, "file")).toMatchObject({ kind: "runs", runs: [{}, {}] });
    expect(readResults(pretty, "file")).toMatchObject({ kind: "runs", runs: [{}] });
  });

  test("a comparison that crashed has a chart without its bar", () => {
    const crashed = { baseline: "a", candidate: "b", verdict: "crash", side: "candidate" };
    const results = readResults(JSON.stringify({ ...crashed, message: "", minRatio: 2 }), "file");

    expect(chartOf([results], {}).summary).toContain("b has no figure: crash.");
  });

  test("a comparison names its machine, unless several did the work", () => {
    const here = comparisonText(2);
    const elsewhere = here.replace("Imagined", "Other");
    const noteOf = (...texts: string[]) =>
      chartOf(
        texts.map((text) => readResults(text, "file")),
        {},
      ).caption.join(" ");

    expect(noteOf(here, here)).toContain(
      "Machine: Imagined Processor, 2 cores, Linux x64, Node 20",
    );
    expect(noteOf(here, elsewhere)).toContain("Machine: not recorded");
  });

  test("damaged files give a chart or a sentence, and never a stack", () => {
    const random = randomNumbers(7);
    const texts = [RUN, comparisonText(1.4), TIMELINE];
    for (let i = 0; i < 1500; i++) {
      const text = damaged(texts[i % texts.length]!, random);
      try {
        const svg = toSvg(chartOf([readResults(text, "file")], {}), { widthPx: 400 });
        expect(svg.replace(/<(title|desc|text)[^>]*>[^<]*</g, "<"), text).not.toMatch(
          /NaN|Infinity/,
        );
      } catch (error) {
        if (!(error instanceof UsageError)) throw new Error(`of ${text}`, { cause: error });
        expect(error.message).toMatch(/^file/);
      }
    }
  });

  test("values of other kinds give a chart or a sentence as well", () => {
    const others = [null, -1, 0, 1e308, "", "x", [], {}, true, [null], { n: null }];
    let refused = 0;
    for (const text of [RUN, comparisonText(1.4)]) {
      const whole = JSON.parse(text) as object;
      for (const path of pathsOf(whole)) {
        for (const other of others) {
          const changed = structuredClone(whole);
          const parent = path.slice(0, -1).reduce<never>((at, key) => at[key], changed as never);
          (parent as Record<string, unknown>)[path.at(-1)!] = other;
          try {
            const chart = chartOf([readResults(JSON.stringify(changed), "file")], {});
            expect(layOut(chart).height, path.join(".")).toBeGreaterThan(0);
          } catch (error) {
            if (!(error instanceof UsageError)) {
              throw new Error(`${path.join(".")} = ${JSON.stringify(other)}`, { cause: error });
            }
            refused++;
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});

/** Ways to each value that is in an object. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    [key],
    ...pathsOf(one).map((path) => [key, ...path]),
  ]);
}

/** A text with some characters replaced, doubled or cut off. */
function damaged(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const length = Math.floor(random() * 8);
  const kinds = [
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(at + length),
    () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
    () => text.slice(0, at) + '09-{}[]",:e.\n x'[Math.floor(random() * 15)] + text.slice(at + 1),
  ];
  return kinds[Math.floor(random() * kinds.length)]!();
}

function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
