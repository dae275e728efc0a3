/** Which cause is seen on a line, and where none is. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PLAIN_LOOK } from "@hpts/labkit/lab";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whySlow } from "../../src/measure/why-slow/why-slow.ts";
import { whySlowText } from "../../src/measure/why-slow/why-slow-text.ts";
import { callProfile, lineProfile, sampledProfile } from "./support/line-profile.ts";

const LABS = resolve(import.meta.dirname, "../../../../labs");

function rulesOf(source: string, at: string, hits = 1_000_000): string[] {
  const { lines } = whySlow({ lines: lineProfile(source, [{ at, hits }]) });
  return lines.flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

const inLoop = (line: string): string => `function work(xs: number[], n: number, r: number) {
  const kept: unknown[] = [];
  let [all, text, sum] = [[] as number[], "", 0];
  for (let i = 0; i < n; i++) {
    ${line}
  }
  return [kept, all, text, sum];
}
`;

describe("a cause is seen", () => {
  test.each([
    ["Math.hypot", "sum += Math.hypot(xs[i]!, r);", "hypot"],
    ["a power whose exponent varies", "sum += (-1) ** i;", "power"],
    ["a third power", "sum += xs[i]! ** 3;", "power"],
    ["Math.pow", "sum += Math.pow(xs[i]!, r);", "power"],
    ["an object a turn", "kept.push({ x: i });", "new-objects"],
    ["an array a turn", "kept.push([i]);", "new-objects"],
    ["an object of a class a turn", "kept.push(new Map());", "new-objects"],
    ["a growing list that is copied", "all = [...all, i];", "spread-copy"],
    ["the same with concat", "all = all.concat(i);", "spread-copy"],
    ["an object that is copied", "kept[0] = { ...kept, i };", "spread-copy"],
    ["map", "sum += xs.map(Math.sqrt).length;", "new-arrays"],
    ["Object.keys", "sum += Object.keys(kept).length;", "new-arrays"],
    ["a function a turn", "kept.push(() => i);", "closures"],
    ["a text a turn", 'text += i + " ";', "texts"],
    ["digits", "kept.push(xs[i]!.toFixed(3));", "texts"],
    ["a search in a list", "if (xs.includes(i)) sum++;", "linear-search"],
    ["a list that is emptied from the front", "sum += xs.shift()!;", "moved-elements"],
    ["what does not change in the loop", "sum += i * Math.sqrt(r);", "invariant"],
    ["the same twice", "sum += Math.sqrt(i) * i + Math.sqrt(i);", "computed-twice"],
    ["a sine", "sum += Math.sin(i);", "transcendental"],
    ["a clock", "sum += performance.now();", "clock-reads"],
    ["output", "console.log(i);", "printing"],
    ["copies by text", "kept.push(JSON.parse(JSON.stringify(xs)));", "text-copies"],
    ["a regular expression", "sum += new RegExp(text).lastIndex;", "regular-expressions"],
    ["big integers", "kept.push(BigInt(i) * 2n);", "big-integers"],
  ])("%s", (_what, line, rule) => {
    expect(rulesOf(inLoop(line), line)[0]).toBe(rule);
  });

  test("pairs of a loop over entries", () => {
    const line = "for (const [i, x] of xs.entries()) sum += i * x;";
    const source = `function work(xs: number[]) {\n  let sum = 0;\n  ${line}\n  return sum;\n}\n`;

    expect(rulesOf(source, line)).toEqual(["new-entries"]);
  });

  test("a recursion, by its calls", () => {
    const source = `function work(n: number): number {\n  return n === 0 ? 1 : n * work(n - 1);\n}\n`;
    const lines = lineProfile(source, [{ at: "return", hits: 188_000 }]);

    const { lines: found } = whySlow({ lines, calls: callProfile("work", 188_000, 750) });

    expect(found[0]?.findings[0]).toMatchObject({ rule: "recursion" });
    expect(found[0]?.findings[0]?.seen).toBe(
      "work is called 188,000 times, only 750 of them from elsewhere than from itself.",
    );
  });

  test("a field that takes long to write", () => {
    const line = "p.x += 0.1 * i;";
    const source = `function work(p: { x: number }, n: number) {\n  for (let i = 0; i < n; i++) {\n    ${line}\n  }\n}\n`;
    const lines = lineProfile(source, [{ at: line, hits: 1_000_000, us: 22_000 }]);

    expect(whySlow({ lines }).lines[0]?.findings[0]?.rule).toBe("field-writes");
  });
});

describe("nothing is seen where nothing is", () => {
  test.each([
    ["a square", "sum += xs[i]! ** 2;", ["arithmetic"]],
    ["a square root by its power", "sum += i ** 0.5;", ["arithmetic"]],
    ["a square root of what changes", "sum += Math.sqrt(i);", ["arithmetic"]],
    [
      "equal calls of what was set in between",
      "sum += Math.sqrt(sum) + Math.sqrt(i);",
      ["arithmetic"],
    ],
    ["random numbers", "sum += Math.random();", ["arithmetic"]],
    ["a sum of numbers", "sum += xs[i]! + 1;", ["arithmetic"]],
    ["a call", "work(xs, 0, r);", ["calls"]],
    ["a literal text", 'text = "same";', ["often"]],
  ])("%s", (_what, line, rules) => {
    expect(rulesOf(inLoop(line), line)).toEqual(rules);
  });

  test("what is set between two equal calls", () => {
    const source = `function work(n: number) {
  let [x, sum] = [1, 0];
  for (let i = 0; i < n; i++) {
    sum += Math.sqrt(x);
    x += i;
    sum -= Math.sqrt(x); // another one
  }
  return sum;
}
`;

    expect(rulesOf(source, "another one")).toEqual(["arithmetic"]);
  });

  test("what hardly runs", () => {
    const line = "kept.push({ x: i });";

    expect(rulesOf(inLoop(line), line, 5)).toEqual(["long-run"]);
  });

  test("a file that does not parse still has its figures", () => {
    expect(rulesOf("function {{{\n  sum += 1;\n", "sum")).toEqual(["often"]);
  });

  test.each(["evolve.ts", "jump.ts"])(
    "the solution's %s: no line is said to be avoidable, or only a sine",
    (file) => {
      const source = readFileSync(join(LABS, "profiling/solution", file), "utf8");
      const rules = codeLines(source).flatMap((line) => rulesOf(source, line));

      expect(new Set(rules)).toEqual(
        new Set(rules.filter((rule) => NO_REPROACH.has(rule) || rule === "transcendental")),
      );
    },
  );
});

/** Of a line about which nothing but its figures is said. */
const NO_REPROACH: ReadonlySet<string> = new Set([
  "arithmetic",
  "calls",
  "field-writes",
  "loop",
  "often",
]);

const codeLines = (source: string): string[] =>
  source
    .split("\n")
    .filter((line) => /^\s+\S/.test(line) && !/^\s*(?:\/\/|\/?\*|[)\]}]+;?$)/.test(line));

test("no sentence holds a line of the solution", () => {
  const solution = new Set(
    readdirSync(join(LABS, "profiling/solution")).flatMap((file) =>
      codeLines(readFileSync(join(LABS, "profiling/solution", file), "utf8")).map((line) =>
        line.trim(),
      ),
    ),
  );
  const starter = readFileSync(join(LABS, "profiling/starter/evolve.ts"), "utf8");
  const own = new Set(starter.split("\n").map((line) => line.trim()));
  const findings = codeLines(starter).flatMap((line) => {
    const { lines } = whySlow({ lines: lineProfile(starter, [{ at: line }]) });
    return lines.flatMap((one) => one.findings);
  });
  expect(findings.length).toBeGreaterThan(0);
  for (const { seen, why, ask } of findings) {
    const told = [...solution].filter(
      (one) => one.length > 12 && !own.has(one) && `${seen} ${why} ${ask}`.includes(one),
    );
    expect(told).toEqual([]);
  }
});

describe("the program as a whole", () => {
  const source = inLoop("sum += i;");

  test("the hottest lines come first, and no more than three", () => {
    const figures = ["let [all", "for (let", "sum += i", "return"].map((at, i) => ({
      at,
      us: 100_000 * (i + 1),
    }));

    const { lines, whole } = whySlow({ lines: lineProfile(source, figures) });

    expect(lines.map(({ line, share }) => [line, share])).toEqual([
      [8 - 1, 0.4],
      [5, 0.3],
      [4, 0.2],
    ]);
    expect(whole[0]).toBe("These three lines take 90 % of the time.");
  });

  test("lines of other files count, and are not shown", () => {
    const { lines, whole } = whySlow(
      { lines: lineProfile(source, [{ at: "sum += i" }]) },
      { isOwn: () => false },
    );

    expect(lines).toEqual([]);
    expect(whole).toEqual(["100 % of the time is the program's that runs your code, not yours."]);
  });

  test("what was said of a hotter line is not said again", () => {
    const lines = lineProfile(
      inLoop("kept.push({ i });\n    all.push(...[i]);\n    kept.push([i]);"),
      [
        { at: "kept.push({ i })", us: 300_000 },
        { at: "kept.push([i])", us: 100_000 },
      ],
    );

    const why = whySlow({ lines });

    expect(why.lines.map(({ sameAs }) => sameAs)).toEqual([undefined, why.lines[0]?.line]);
    const text = whySlowText(why, PLAIN_LOOK);
    expect(text).toContain("A new array is made here, 1 million times. As in line 5.");
    expect(text.match(/Who still needs it/g)).toHaveLength(1);
  });

  test("much collecting is said, and how much", () => {
    const lines = lineProfile(source, [{ at: "sum += i" }]);

    const { whole, cannotTell } = whySlow({ lines, samples: sampledProfile(80_000, 20_000) });

    expect(whole.join(" ")).toContain("20 % of all time goes into collecting garbage");
    expect(cannotTell.join(" ")).not.toContain("too few samples");
  });

  test("of few samples nothing is said", () => {
    const lines = lineProfile(source, [{ at: "sum += i" }]);

    const { whole, cannotTell } = whySlow({ lines, samples: sampledProfile(2_000, 8_000) });

    expect(whole.join(" ")).not.toContain("garbage");
    expect(cannotTell.join(" ")).toContain("too few samples");
  });

  test("a property: shares of lines add up to at most one, each line says something", () => {
    const figure = fc.record({
      at: fc.constantFrom("let [all", "for (let", "sum += i", "return"),
      hits: fc.integer({ min: 1, max: 1e9 }),
      us: fc.integer({ min: 1, max: 1e9 }),
    });
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1, maxLength: 6 }), (figures) => {
        const { lines } = whySlow({ lines: lineProfile(source, figures) });
        const sum = lines.reduce((total, { share }) => total + share, 0);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
        for (const { findings } of lines) expect(findings.length).toBeGreaterThan(0);
      }),
    );
  });
});

test("in a terminal: 80 columns, the source, and a question", () => {
  const source = inLoop("sum += Math.hypot(xs[i]!, r);");
  const why = whySlow({ lines: lineProfile(source, [{ at: "hypot", us: 120_000 }]) });

  const text = whySlowText(why, PLAIN_LOOK);

  expect(text).toContain("1  100 % of the time, ran 1 million times  starter/x.ts:5 work");
  expect(text).toContain("   sum += Math.hypot(xs[i]!, r);");
  expect(text).toMatch(/^ {3}\? How many sides/m);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});
