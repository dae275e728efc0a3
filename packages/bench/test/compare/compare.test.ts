/**
 * With real processes. The true ratio is 8, asked for is 2: an answer that is wrong would be a bug.
 * On a machine that is busy enough, "inconclusive" is right too.
 */
import { describe, expect, test } from "vitest";
import { compare, type Judgement, judgeSpeedup, SourceError } from "../../src/compare.ts";
import { sourceFolder, workSource } from "../support/sources.ts";

const write = sourceFolder();
const slow = { file: write("slow.ts", workSource(4000)) };
const fast = { file: write("fast.ts", workSource(500)) };

/** @param before statements at the start of the candidate's function */
function candidate(name: string, before: string, result?: string): { file: string } {
  return { file: write(`${name}.ts`, workSource(500, before, result)) };
}

/** One pair of processes is enough to see that it works. */
const QUICK = { rule: { minGenerations: 1 }, roundsPerGeneration: 14 };

function judge(file: { file: string }, options: { limitMs?: number } = {}): Promise<Judgement> {
  return judgeSpeedup({ baseline: slow, candidate: file, minRatio: 2, ...QUICK, ...options });
}

describe("judgeSpeedup", () => {
  test("passes what is eight times as fast when twice is asked for", async () => {
    const judgement = await judgeSpeedup({ baseline: slow, candidate: fast, minRatio: 2 });

    expect(["pass", "inconclusive"]).toContain(judgement.verdict);
    if (judgement.verdict !== "pass") return;
    expect(judgement.ratio).toBeGreaterThan(2);
    expect(judgement.interval.low).toBeLessThanOrEqual(judgement.ratio);
    expect(judgement.generationRatios.length).toBeGreaterThanOrEqual(3);
    expect(judgement.rounds).toBe(12 * judgement.generationRatios.length);
    expect(judgement.message).toMatch(
      /^the candidate is [\d.]+x \([\d.]+ to [\d.]+\) as fast, at least 2x$/,
    );
  });

  test("fails what is eight times as slow", async () => {
    const { verdict } = await judgeSpeedup({
      baseline: fast,
      candidate: slow,
      minRatio: 0.5,
      ...QUICK,
    });

    expect(["fail", "inconclusive"]).toContain(verdict);
  });

  test("judges files in this process, in the fast mode", async () => {
    const options = { baseline: slow, candidate: fast, minRatio: 2 };
    const { verdict } = await judgeSpeedup({ ...options, mode: "fast" });

    expect(["pass", "inconclusive"]).toContain(verdict);
  });

  test("measures functions that change their inputs on fresh ones", async () => {
    const inputs =
      "export const inputs = () => [Array.from({ length: 200 }, (_, i) => (i * 7919) % 200)];";
    const insertion = write(
      "insertion.ts",
      `${inputs}
      export default function sort(list: number[]): void {
        for (let round = 0; round < list.length; round++)
          for (let i = 1; i < list.length; i++)
            if (list[i - 1]! > list[i]!) [list[i - 1], list[i]] = [list[i]!, list[i - 1]!];
      }`,
    );
    const native = write(
      "native.ts",
      `export default (list: number[]): void => void list.sort((a, b) => a - b);`,
    );

    const judgement = await judgeSpeedup({
      baseline: { file: insertion },
      candidate: { file: native },
      minRatio: 1.2,
      ...QUICK,
    });

    expect(["pass", "inconclusive"]).toContain(judgement.verdict);
  });

  test("takes async functions, and inputs that are lists of arguments", async () => {
    const inputs = "export const inputs = [[1, 2], [3, 4]];";
    const text = (steps: number): string =>
      `${inputs}export const add = async (a: number, b: number): Promise<number> => {
        let x = a; for (let i = 0; i < ${steps}; i++) x = Math.imul(x, 3) ^ b;
        return x === 0.5 ? 0 : a + b; };`;
    const judgement = await judgeSpeedup({
      baseline: { file: write("add-slow.ts", text(20_000)), exportName: "add" },
      candidate: { file: write("add-fast.ts", text(1000)), exportName: "add" },
      isSpread: true,
      minRatio: 2,
      ...QUICK,
    });

    expect(["pass", "inconclusive"]).toContain(judgement.verdict);
  });
});

describe.concurrent("a candidate that", () => {
  test.each([
    [
      "returns something else",
      "if (input === 7) return 15;",
      "wrong-result",
      "for input 7 the candidate returns 15, expected 14",
    ],
    [
      "returns something else after many calls",
      "const g = globalThis as any; if ((g.n = (g.n ?? 0) + 1) > 500) return 0;",
      "wrong-result",
      "the candidate returned other results in a batch than when it was checked",
    ],
    [
      "throws",
      'throw new RangeError("no such\\nthing");',
      "crash",
      "the candidate fails: RangeError: no such (input 0: 0; throws.ts:3:9)",
    ],
    [
      "throws something strange",
      "throw undefined;",
      "crash",
      "the candidate fails: threw undefined (input 0: 0)",
    ],
    [
      "ends its process",
      "process.exit(0);",
      "crash",
      "the candidate fails: it ended its process with exit code 0",
    ],
    [
      "answers in the name of the measurement",
      'process.getBuiltinModule("node:fs").writeSync(3, "{}\\n");',
      "crash",
      "the candidate fails: it wrote into the channel of the measurement",
    ],
  ])("%s is told so in one line", async (name, before, verdict, message) => {
    const judgement = await judge(candidate(name.replaceAll(" ", "-"), before));

    expect(judgement).toEqual({ verdict, side: "candidate", message, minRatio: 2 });
  });

  test("never ends is stopped", async () => {
    const judgement = await judge(candidate("endless", "while (input === 9) {}"), {
      limitMs: 1000,
    });

    expect(judgement).toMatchObject({
      verdict: "timeout",
      message: "the candidate takes too long: a call did not end within 1 s",
    });
  });

  test("has no such function is told so", async () => {
    const without = judge({ file: write("nothing.ts", "export const x = 1;") });
    await expect(without).rejects.toThrow(/nothing\.ts has no export default; it exports x$/);

    const number = judge({ file: write("number.ts", "export default 1;") });
    await expect(number).rejects.toThrow("the candidate: there is no exported function default");
  });

  test("does not parse is told the place", async () => {
    const file = write("broken.ts", "export default (\n");

    await expect(judge({ file })).rejects.toThrow(SourceError);
    await expect(judge({ file })).rejects.toThrow(/broken\.ts:2:1 {2}Unexpected end of file/);
  });

  test("imports what does not parse is told the place there", async () => {
    const broken = write("broken-part.ts", "export const part = (\n");
    const file = write("whole.ts", 'export { part as default } from "./broken-part.ts";\n');

    await expect(judge({ file })).rejects.toThrow(`${broken}:2:1  Unexpected end of file`);
  });

  test("sleeps instead of working does not pass", async () => {
    // 0.2 ms: as much processor time as a longer sleep, and warm sooner.
    const nap = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.2);";
    const judgement = await judge(candidate("sleeping", nap));

    // A machine that is too busy cannot tell sleeping from waiting.
    const isBusy = "waitRatio" in judgement && judgement.waitRatio >= 1;
    expect(isBusy ? "fail" : judgement.verdict).not.toBe("pass");
  });

  test("prints, or replaces the clock, is measured all the same", async () => {
    const file = write(
      "clock.ts",
      `performance.now = () => 0;\nprocess.cpuUsage = () => ({ user: 0, system: 0 });
       console.log("{}");\n${workSource(32_000)}`,
    );

    const judgement = await judge({ file });

    expect(["fail", "inconclusive"]).toContain(judgement.verdict);
  });
});

describe("results that differ in their last digits", () => {
  const a = { file: write("a.ts", "export default () => [0.1 + 0.2, 1];") };
  const b = { file: write("b.ts", "export default () => [0.3, 1];") };
  const quick = { rule: { minGenerations: 1, maxGenerations: 1 }, minRatio: 1 };

  test("are wrong, unless a tolerance is given", async () => {
    const exact = await judgeSpeedup({ baseline: a, candidate: b, ...quick });
    expect(exact).toMatchObject({
      verdict: "wrong-result",
      message: "for input 0 the candidate returns [ 0.3, 1 ], expected [ 0.30000000000000004, 1 ]",
    });

    const close = await judgeSpeedup({ baseline: a, candidate: b, tolerance: 1e-12, ...quick });
    expect(close.verdict).not.toBe("wrong-result");
  });

  test("are held to the expected ones, on both sides", async () => {
    const judgement = await judgeSpeedup({
      baseline: b,
      candidate: b,
      expected: [[1, 2]],
      ...quick,
    });

    expect(judgement).toMatchObject({ verdict: "wrong-result", side: "baseline" });
  });
});

describe("compare", () => {
  test("finds no change of direction", async () => {
    const comparison = await compare(slow, fast);

    expect(["faster", "unclear"]).toContain(comparison.change);
  });
});
