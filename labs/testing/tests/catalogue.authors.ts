/** Checks of the arena itself: that its verdicts mean something. */
import { afterAll, describe, expect, test } from "vitest";
import lab from "../lab.json" with { type: "json" };
import { catalogue } from "./arena/catalogue.ts";
import { describeMark, needed } from "./arena/marks.ts";
import { arena } from "./arena/open.ts";

const SUITE = ["evolve.spec.ts", "edge-cases.spec.ts", "properties.spec.ts", "hunt.spec.ts"];

const marks = lab.exercises.find(({ id }) => id === "T6")!.marks!;

afterAll(() => arena.close());

describe("the catalogue", () => {
  test("has at least 24 mutants, and at least 3 correct simulators", () => {
    expect(catalogue.mutants.length).toBeGreaterThanOrEqual(24);
    expect(catalogue.correct.length).toBeGreaterThanOrEqual(3);
  });

  test("gives every variant an id of its own", () => {
    const ids = [...catalogue.correct, ...catalogue.mutants].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has at least two mutants a family", () => {
    const families = catalogue.mutants.map(({ family }) => family);
    const alone = families.filter((family) => families.filter((one) => one === family).length < 2);
    expect(alone).toEqual([]);
  });

  test("describes what happens, and never what was changed", () => {
    for (const { id, behaviour } of catalogue.mutants) {
      expect(behaviour, id).not.toMatch(/Math\.|sqrt|trunc|norm\b|[=<>+*/]/);
      expect(behaviour.length, id).toBeGreaterThan(20);
    }
  });
});

describe("the solution's suite", () => {
  test("accepts every correct simulator and finds every mutant", async () => {
    const report = await arena.judge(SUITE);

    expect(report.rejections).toEqual([]);
    expect(report.survivors.map(({ id }) => id)).toEqual([]);
  });
});

describe("the slides' six assertions", () => {
  test("find much, and do not pass by themselves", async () => {
    const { killed, killedShare } = await arena.judge(["evolve.spec.ts"]);

    expect(killedShare).toBeGreaterThanOrEqual(0.4);
    expect(killed.length).toBeLessThan(needed(marks.pass, catalogue.mutants.length));
  });
});

describe("the solution without its hunt", () => {
  test("passes, and leaves something to hunt for", async () => {
    const { killed } = await arena.judge(SUITE.slice(0, 3));

    expect(killed.length).toBeGreaterThanOrEqual(needed(marks.pass, catalogue.mutants.length));
    expect(killed.length).toBeLessThan(needed(marks.honours, catalogue.mutants.length));
  });
});

describe("the mark", () => {
  test.each([
    [0, "0 of 70 broken simulators found (0 %): not yet a pass. 42 more for a pass (60 %)."],
    [41, "41 of 70 broken simulators found (58 %): not yet a pass. 1 more for a pass (60 %)."],
    [42, "42 of 70 broken simulators found (60 %): a pass. 14 more for full marks (80 %)."],
    [56, "56 of 70 broken simulators found (80 %): full marks. 14 more for honours (100 %)."],
    [69, "69 of 70 broken simulators found (98 %): full marks. 1 more for honours (100 %)."],
    [70, "70 of 70 broken simulators found (100 %): honours."],
  ])("for %i of 70 is the one that is reached, with what the next one takes", (found, text) => {
    const lines = describeMark(found, 70, { pass: 0.6, full: 0.8, honours: 1 });

    expect(lines.join(" ")).toBe(text);
  });
});
