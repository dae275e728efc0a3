/** `timeit` itself: what it runs how often, by which clock, and that V8 cannot leave it out. */
import { describe, expect, test } from "vitest";
import { getopt, OptionError } from "../src/timeit/getopt.ts";
import { parseTimeitArgs, StatementError, timeit } from "../src/timeit.ts";

/** A clock that moves when the timed code says so. */
function makeClock(): { now: () => number; advance: (seconds: number) => void } {
  let nowS = 0;
  return {
    now: () => nowS,
    advance: (seconds) => {
      nowS += seconds;
    },
  };
}

describe("timeit of a function", () => {
  test("finds 1, 2, 5, 10, ... loops until a run takes 0.2 s", async () => {
    const { now, advance } = makeClock();
    const tried: [number, number][] = [];

    const result = await timeit(() => advance(1 / 64), {
      clock: now,
      tried: (number, seconds) => tried.push([number, seconds]),
    });

    expect(tried).toEqual([
      [1, 1 / 64],
      [2, 2 / 64],
      [5, 5 / 64],
      [10, 10 / 64],
      [20, 20 / 64],
    ]);
    expect(`${result}`).toBe("20 loops, best of 5: 15.6 msec per loop");
  });

  test("finds powers of ten in IPython's way, and runs 7 times", async () => {
    const { now, advance } = makeClock();

    const result = await timeit(() => advance(1 / 64), { clock: now, ipython: true });

    expect(result.toIPython()).toBe(
      "15.6 ms ± 0 ns per loop (mean ± std. dev. of 7 runs, 100 loops each)",
    );
  });

  test("does the setup before each run, untimed", async () => {
    const { now, advance } = makeClock();
    let setups = 0;

    const result = await timeit(() => advance(1), {
      clock: now,
      number: 2,
      repeat: 3,
      setup: () => {
        setups++;
        advance(100);
      },
    });

    expect(setups).toBe(3);
    expect(result.allRunsS).toEqual([2, 2, 2]);
  });

  test("gives IPython's fields", async () => {
    const { now, advance } = makeClock();
    const lengths = [4, 1, 3, 4];

    const result = await timeit(() => advance(lengths.shift()!), {
      clock: now,
      number: 2,
      repeat: 2,
    });

    expect(result).toMatchObject({
      loops: 2,
      repeat: 2,
      bestS: 2.5,
      worstS: 3.5,
      averageS: 3,
      stdevS: 0.5,
      allRunsS: [5, 7],
      timingsS: [2.5, 3.5],
    });
  });

  test("awaits an async function", async () => {
    const { now, advance } = makeClock();

    const result = await timeit(
      async () => {
        await Promise.resolve();
        advance(1);
      },
      { clock: now, number: 3, repeat: 1 },
    );

    expect(result.allRunsS).toEqual([3]);
  });

  test.each([{ number: -1 }, { number: 1.5 }, { repeat: 0 }, { repeat: Number.NaN }])(
    "refuses %o",
    async (options) => {
      await expect(timeit(() => 0, options)).rejects.toThrow(RangeError);
    },
  );
});

test("a clock that does not move is refused, not waited for", async () => {
  // The statement ends its loop by itself, or this would take days.
  const stuck = timeit("__number = 0", { clock: () => 0, number: 0 });

  await expect(stuck).rejects.toThrow("the clock must move");
});

describe("timeit of a statement", () => {
  /** What the loop has kept of the values. */
  async function kept(statement: string, setup = ""): Promise<unknown> {
    await timeit(statement, { setup, number: 1, repeat: 1 });
    return (globalThis as { __timeitKept?: unknown[] }).__timeitKept?.[0];
  }

  test.each([
    ["2 + 3", 5],
    ["2 + 3; // a comment", 5],
    ["(2 + 3) as number;\n", 5],
    ["let y = 2; y + 3", 5],
    ["let y = 2\ny + 3", 5],
    ["const y = 2 + 3;", 5],
    ["const y = 2\n+ 3", 5],
    ["const a = 1; const b = 4; const c = a + b;", 5],
    ["const x = 1; let y = x + 4; y /* five */ // or so", 5],
    ["'http://x'", "http://x"],
    ["if (true) { void 0 } 5", 5],
    ["`a; b`", "a; b"],
    ["[1, 2].map((x) => { return x; }).length", 2],
    ["for (let i = 0; i < 3; i++) { i; }", 0],
    ["", 0],
  ])("keeps the value of %j", async (statement, value) => {
    expect(await kept(statement)).toBe(value);
  });

  test("can use the setup's names, and hide them", async () => {
    expect(await kept("const x = y * 2; x", "const x = 1, y: number = 21;")).toBe(42);
  });

  test("can use names that are handed in", async () => {
    const seen: number[] = [];

    await timeit("see(3)", { globals: { see: (x: number) => seen.push(x) }, number: 2, repeat: 2 });

    expect(seen).toEqual([3, 3, 3, 3]);
  });

  test("has imports of the setup, several on a line too", async () => {
    const setup =
      'import { sep } from "node:path"; import os from "node:os"; const x = sep + os.EOL;';

    expect(await kept("x.length", setup)).toBeGreaterThan(1);
  });

  test("is not left out: an empty loop is faster than one with work", async () => {
    const setup = "let x = 1;";
    const [empty, work] = await Promise.all([
      timeit("", { number: 100_000, repeat: 5, clock: "cpu" }),
      timeit("(x = Math.imul(x, 48271) | 1), Math.sin(x)", { setup, number: 100_000, repeat: 5 }),
    ]);

    expect(work.bestS).toBeGreaterThan(2 * empty.bestS);
  });

  test("that does not parse is refused with its place", async () => {
    const error = await timeit("1;\n 2 3").catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(StatementError);
    expect(error).toMatchObject({
      code: "HPTS_BENCH_NO_PARSE",
      place: { part: "statement", line: 2, column: 4 },
    });
  });
});

describe("options", () => {
  test("may be written together, cut short, and end at the statement", () => {
    expect(getopt(["-vn5", "--num=6", "--verb", "x", "-v"], "n:v", ["number=", "verbose"])).toEqual(
      {
        options: [
          ["-v", ""],
          ["-n", "5"],
          ["--number", "6"],
          ["--verbose", ""],
        ],
        rest: ["x", "-v"],
      },
    );
  });

  test("that are cut too short are refused", () => {
    expect(() => getopt(["--s"], "", ["setup=", "silent"])).toThrow(
      new OptionError("option --s not a unique prefix"),
    );
  });

  test("of IPython mean IPython's things", () => {
    expect(parseTimeitArgs(["--ipython", "-p", "5", "-c", "x"])).toMatchObject({
      way: "ipython",
      precision: 5,
      clock: "cpu",
      repeat: 7,
    });
    expect(parseTimeitArgs(["-p", "5", "--ipython"])).toMatchObject({ precision: 5 });
    expect(parseTimeitArgs(["-p", "--", "--ipython"])).toMatchObject({
      way: "python",
      clock: "cpu",
      statement: "--ipython",
    });
  });
});
