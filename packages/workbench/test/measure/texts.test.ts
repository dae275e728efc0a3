/** What the pages say, without a page. */

import { resolve } from "node:path";
import { type LabManifest, readLabs } from "@hpts/labkit/lab";
import type { MemoryOfBlock, MemoryTimeline } from "@hpts/profile/memory";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOf } from "../../src/measure/measured-file.ts";
import { changeFound } from "../../src/measure/prediction.ts";
import { limitIn } from "../../src/measure/time-limit.ts";
import { withoutStart } from "../../src/measure/timeline-start.ts";
import { todoIn, troubleOfFault, troubleOfProgram } from "../../src/measure/trouble.ts";
import { heaviestLine, shownLines } from "../../src/page/measure/memory-rows.ts";
import {
  nextTierText,
  predictionText,
  reachedTier,
  sinceLastText,
} from "../../src/page/measure/speed-texts.ts";

const { labs } = readLabs(resolve(import.meta.dirname, "../../../.."));
const modeling = labs.find(({ manifest }) => manifest.id === "modeling")!.manifest as LabManifest;
const tiers = { bronze: 2.5, silver: 5, gold: 8 };
const figures = (low: number, ratio = low, high = ratio) => ({ ratio, interval: { low, high } });

describe("a tier", () => {
  test("is reached by the lower end of the interval", () => {
    expect(reachedTier(tiers, figures(2.4, 2.6, 2.8))).toBeUndefined();
    expect(reachedTier(tiers, figures(2.5))).toBe("bronze");
    expect(reachedTier(tiers, figures(5.1))).toBe("silver");
    expect(reachedTier(tiers, figures(17))).toBe("gold");
  });

  test("the next one is named, with the way to it", () => {
    expect(nextTierText(tiers, figures(1))).toBe("Next: bronze, at 2.5x, 2.5x from here.");
    expect(nextTierText(tiers, figures(2.45))).toBe(
      "Next: bronze, at 2.5x, within reach of chance: measure again.",
    );
    expect(nextTierText(tiers, figures(4))).toBe("Next: silver, at 5x, 1.25x from here.");
    expect(nextTierText(tiers, figures(9))).toBe("There is no tier above this one.");
  });
});

describe("a prediction", () => {
  test.each([
    [1.06, 1.2, "faster"],
    [0.8, 0.94, "slower"],
    [0.95, 1.05, "same"],
    [0.9, 1.2, "unclear"],
  ])("of %s to %s: %s", (low, high, found) => {
    expect(changeFound({ interval: { low, high } })).toBe(found);
  });

  test("a property: turning a comparison round turns the answer round", () => {
    const ratio = fc.double({ min: 0.01, max: 100, noNaN: true });
    const opposite = { faster: "slower", slower: "faster", same: "same", unclear: "unclear" };
    fc.assert(
      fc.property(ratio, ratio, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const turned = changeFound({ interval: { low: 1 / high, high: 1 / low } });
        expect(turned).toBe(opposite[changeFound({ interval: { low, high } })]);
      }),
    );
  });

  test("is told as it was made", () => {
    expect(predictionText({ rival: "last", guess: "faster", found: "faster" })).toBe(
      "You guessed it: faster than your code of last time.",
    );
    expect(predictionText({ rival: "solution", guess: "faster", found: "same" })).toBe(
      "You guessed faster; it is about the same as the solution.",
    );
    expect(predictionText({ rival: "last", guess: "same", found: "unclear" })).toBe(
      "You guessed about the same as your code of last time: too noisy to say whether that is right, so it does not count.",
    );
  });

  test("only those that could be decided are counted", () => {
    const rival = "last";
    expect(
      countOf([
        { rival, guess: "faster", found: "faster" },
        { rival, guess: "faster", found: "unclear" },
        { rival, guess: "same", found: "slower" },
      ]),
    ).toEqual({ right: 1, of: 2 });
  });
});

test.each([
  [{}, 20],
  [{ limitS: 5 }, 5],
  [{ limitS: 0 }, 20],
  [{ limitS: Number.NaN }, 20],
  [{ limitS: 1e9 }, 20],
  [{ limitS: "5" }, 20],
])("a time limit that makes no sense is the usual one: %j", (options, seconds) => {
  expect(limitIn(options, 20)).toBe(seconds);
});

test("without figures nothing is said of last time", () => {
  expect(sinceLastText(undefined)).toBeUndefined();
});

describe("trouble", () => {
  test("unwritten work, as an error and as orTodo says it", () => {
    const expected = {
      kind: "todo",
      message:
        "M4 is not written yet: take that many steps with every particle. It belongs into starter/simulator.ts.",
    };
    const what = "M4: take that many steps with every particle";
    const thrown = `the candidate fails: Todo: ${what} (input 1: 0.002; todo.ts:36:9)`;
    expect(todoIn(thrown, modeling)).toEqual(expected);
    expect(todoIn(`x\nNot written yet: ${what}  (starter/simulator.ts:24:5)\n`, modeling)).toEqual(
      expected,
    );
    const withObject = `the candidate fails: Todo: ${what} (input 0: {\n  x: 1 }; todo.ts:36:9)`;
    expect(todoIn(withObject, modeling)).toEqual(expected);
    expect(todoIn("TypeError: no Todo here", modeling)).toBeUndefined();
  });

  test("an error of a program has its place in the student's code", () => {
    const stderr = `file:///course/labs/modeling/starter/motion.ts:9
    return a.b.c;

TypeError: Cannot read properties of undefined (reading 'b')
    at direction (file:///course/labs/modeling/starter/motion.ts:9:14)
    at main (file:///course/labs/modeling/programs/evolve.ts:3:1)
`;
    expect(troubleOfProgram({ exitCode: 1, stderr }, modeling)?.message).toBe(
      "The program stopped with an error: TypeError: Cannot read properties of undefined (reading 'b') (starter/motion.ts:9:14)",
    );
  });

  test("a program that used up all memory", () => {
    const stderr =
      "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n";
    expect(troubleOfProgram({ exitCode: 134, stderr }, modeling)?.message).toContain(
      "it used up all memory",
    );
  });

  test("a program that ended well has none", () => {
    expect(troubleOfProgram({ exitCode: 0, stderr: "Todo: x" }, modeling)).toBeUndefined();
  });

  test("what fails on the other side is not the student's, and quotes nothing", () => {
    const fault = {
      verdict: "crash",
      side: "baseline",
      message: "the baseline fails: secret",
    } as const;

    expect(troubleOfFault(fault, modeling).message).toBe(
      "What your code is compared with could not be measured. That is a fault of the course, not yours.",
    );
  });

  test("a wrong result is the student's, not a candidate's", () => {
    const fault = {
      verdict: "wrong-result",
      side: "candidate",
      message: "the candidate returned 2, not 3",
    } as const;
    expect(troubleOfFault(fault, modeling).message).toBe(
      "Not timed: your code gives other results than expected. Your code returned 2, not 3. First make the tests of the exercise pass.",
    );
  });
});

describe("memory", () => {
  const rowOf = (line: number, incrementBytes: number, occurrences = 1) => ({
    line,
    incrementBytes,
    occurrences,
    usedBytes: 1e6,
    collections: 0,
  });
  const block = (rows: readonly ReturnType<typeof rowOf>[], lines = 12): MemoryOfBlock => ({
    file: "starter/x.ts",
    name: "<module>",
    firstLine: 1,
    lastLine: lines,
    rows: [...rows],
    source: Array.from({ length: lines }, (_, i) => `line ${i + 1}`),
  });

  test("lines far from any figure are left out, once", () => {
    const shown = shownLines(block([rowOf(3, 10), rowOf(8, 10)]));

    expect(shown.map((one) => one?.line)).toEqual([2, 3, 4, undefined, 7, 8, 9]);
  });

  test("a property: every line with figures is shown, in order", () => {
    const lines = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
    fc.assert(
      fc.property(lines, (some) => {
        const shown = shownLines(block(some.map((line) => rowOf(line, 1))));
        const withFigures = shown.filter((one) => one?.figures !== undefined);
        expect(withFigures.map((one) => one?.line)).toEqual(some.toSorted((a, b) => a - b));
        expect(shown[0]).toBeDefined();
        expect(shown.at(-1)).toBeDefined();
      }),
    );
  });

  test("of a line and what it calls, the inner one is named", () => {
    expect(heaviestLine(block([rowOf(2, 41e6), rowOf(9, 40.8e6, 2000)]))?.line).toBe(9);
    expect(heaviestLine(block([rowOf(2, 41e6), rowOf(9, 30e6, 2000)]))?.line).toBe(2);
  });

  test("a timeline begins where the program does", () => {
    const timeline: MemoryTimeline = {
      name: "x.ts",
      command: "node x.mjs",
      meta: { intervalMs: 2, children: false, notes: [] },
      rss: { atS: [0, 0.2, 0.5, 0.6], bytes: [1, 2, 3, 4] },
      children: new Map(),
      heap: [{ atS: 0.5, pid: 1, usedBytes: 1, externalBytes: 0, arrayBuffersBytes: 0 }],
      collections: [],
      isThinned: false,
      marks: [],
      highWaterBytes: undefined,
      exit: 0,
    };

    const { rss, heap, meta } = withoutStart(timeline);

    expect(rss.bytes).toEqual([3, 4]);
    expect(heap[0]?.atS).toBeCloseTo(0.02);
    expect(meta?.notes).toEqual(["Node's own start, 480 ms, is left out."]);
    expect(withoutStart({ ...timeline, heap: [] }).rss.bytes).toEqual([1, 2, 3, 4]);
  });
});
