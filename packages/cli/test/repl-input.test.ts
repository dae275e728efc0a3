/** What an input of `hpts repl` is taken for, how a script is cut into inputs, options of magics. */
import { describe, expect, test } from "vitest";
import { isOpenCell, parseInput } from "../src/repl/input.ts";
import { parseOptions, splitWords, wholeNumber } from "../src/repl/options.ts";
import { splitScript } from "../src/repl/piped.ts";
import { inputsInRanges } from "../src/repl/ranges.ts";
import { transpile } from "../src/repl/transpile.ts";

describe("an input", () => {
  test.each([
    ["%timeit -n 5 f(x)", { kind: "magic", name: "timeit", text: "-n 5 f(x)" }],
    ["  %who  ", { kind: "magic", name: "who", text: "" }],
    ["r = %timeit -o f(1)", { kind: "magic", name: "timeit", text: "-o f(1)", assignTo: "r" }],
    ["const r = %time 2", { kind: "magic", name: "time", text: "2", assignTo: "r" }],
    ["%%timeit let a = 1\na\n", { kind: "cell", name: "timeit", text: "let a = 1", body: "a" }],
    ["%%timeit", { kind: "cell", name: "timeit", text: "", body: "" }],
    ["f?", { kind: "question", expression: "f", wantsSource: false }],
    ["a.b[0].c??", { kind: "question", expression: "a.b[0].c", wantsSource: true }],
    ["?f", { kind: "question", expression: "f", wantsSource: false }],
    ["%run?", { kind: "question", expression: "%run", wantsSource: false }],
    ["new Sim().step?", { kind: "question", expression: "new Sim().step", wantsSource: false }],
    [" \n ", { kind: "empty" }],
  ] as const)("%j is a %o", (text, input) => {
    expect(parseInput(text)).toEqual(input);
  });

  test.each(["a % b", "a ?", "a ??", "a ? b : c", "x = y % z", "f(1)\n?", "'%time'", "a %b"])(
    "%j is code",
    (text) => {
      expect(parseInput(text)).toEqual({ kind: "code", text });
    },
  );

  test("of a cell goes on until an empty line", () => {
    expect(isOpenCell("%%timeit")).toBe(true);
    expect(isOpenCell("%%timeit\nf(x)")).toBe(true);
    expect(isOpenCell("%%timeit\nf(x)\n")).toBe(false);
    expect(isOpenCell("%timeit f(x)")).toBe(false);
  });
});

describe("whether code goes on in the next line", () => {
  test.each(["f(", "function f() {", "`abc", "`a${", "[1,", "a +", "/* x", "class A {", "if (x)"])(
    "%j does",
    async (text) => {
      expect(await transpile(text, "input.ts")).toEqual({ kind: "incomplete" });
    },
  );

  test.each(["let x = ;", "'abc", ")", "a b", "const a = 1; const a = 2", "return 1", "@ 1"])(
    "%j does not: it is wrong",
    async (text) => {
      expect(await transpile(text, "input.ts")).toMatchObject({ kind: "fault", line: 1 });
    },
  );
});

describe("a script", () => {
  async function inputsOf(script: string): Promise<string[]> {
    const isIncomplete = async (text: string): Promise<boolean> =>
      parseInput(text).kind === "cell"
        ? isOpenCell(text)
        : (await transpile(text, "input.ts")).kind === "incomplete";
    const inputs: string[] = [];
    for await (const { text, firstLine } of splitScript(script.split("\n"), isIncomplete)) {
      inputs.push(`${firstLine}: ${text}`);
    }
    return inputs;
  }

  test("is cut where a whole input ends", async () => {
    const script = "a\n\nf(\n  1,\n)\nxs\n  .map(g)\n  .filter(h)\nif (a) {\n}\nelse {\n}\nb";

    expect(await inputsOf(script)).toEqual([
      "1: a",
      "3: f(\n  1,\n)",
      "6: xs\n  .map(g)\n  .filter(h)",
      "9: if (a) {\n}\nelse {\n}",
      "13: b",
    ]);
  });

  test("ends a cell at an empty line, or at its own end", async () => {
    expect(await inputsOf("%%timeit\na\nb\n\nc\n%%timeit\nd")).toEqual([
      "1: %%timeit\na\nb",
      "5: c",
      "6: %%timeit\nd",
    ]);
  });
});

describe("options of a magic", () => {
  test("stand apart or together, and end with what is none", () => {
    const { flags, values, rest } = parseOptions("-n 10 -r3 -qo f(-1) -x", "n:r:qo", "timeit");

    expect([...flags]).toEqual(["q", "o"]);
    expect(Object.fromEntries(values)).toEqual({ n: "10", r: "3" });
    expect(rest).toBe("f(-1) -x");
  });

  test("that are repeated are all kept, in order; else the last one counts", () => {
    const { values, lists } = parseOptions("-l 10 -s name -lx f(1)", "l:s:", "prun");

    expect(Object.fromEntries(lists)).toEqual({ l: ["10", "x"], s: ["name"] });
    expect(values.get("l")).toBe("x");
  });

  test("end with --, and a minus before a number or name is none", () => {
    expect(parseOptions("-- -x", "n:", "timeit").rest).toBe("-x");
    expect(parseOptions("-1 + 2", "n:", "timeit").rest).toBe("-1 + 2");
  });

  test("that are unknown, lack a value or have a wrong one are refused", () => {
    expect(() => parseOptions("-z 1", "n:", "timeit")).toThrow("%timeit has no option -z");
    expect(() => parseOptions("-n", "n:", "timeit")).toThrow("%timeit: -n needs a value");
    const options = parseOptions("-n 1e3 x", "n:", "timeit");
    expect(() => wholeNumber(options, "n", { least: 0, name: "timeit" })).toThrow(
      "%timeit: -n must be a whole number from 0 on, got 1e3",
    );
  });

  test("words keep blanks in quotes", () => {
    expect(splitWords(`a "b c" 'd e'  f`)).toEqual(["a", "b c", "d e", "f"]);
  });
});

describe("ranges of inputs", () => {
  const inputs = [1, 2, 3, 4].map((number) => ({ number }));

  test("are single, from-to, or from on", () => {
    const numbers = inputsInRanges(inputs, ["4", "1-2", "3-"], "hist").map((one) => one.number);

    expect(numbers).toEqual([4, 1, 2, 3, 4]);
  });

  test("that are none are refused", () => {
    expect(() => inputsInRanges(inputs, ["x"], "hist")).toThrow("%hist: x is no range");
  });
});

describe("the parser of inputs", () => {
  test("takes any text without an error of its own", async () => {
    const random = randomFrom(20_261_122);
    for (let round = 0; round < 400; round++) {
      const text = randomText(random);
      expect(parseInput(text).kind, JSON.stringify(text)).toMatch(/^\w+$/);
      isOpenCell(text);
      const { kind } = await transpile(text, "input.ts");
      expect(kind, JSON.stringify(text)).toMatch(/^(code|fault|incomplete)$/);
    }
  });
});

const PIECES =
  "% %% ? ?? timeit -n f ( ) { } [ ] ` ' \" $ { } \n \t ; , . = => import from export const let class /* */ // / * \\ \u0000 \u2028 é 😀 \ud800 await return < > @ # 0 1n \"a\" 'b' `c`"
    .split(" ")
    .concat(" ", "\n");

function randomText(random: () => number): string {
  const length = Math.floor(random() * 14);
  return Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join("");
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
