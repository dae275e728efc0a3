/** Checks of the arena itself: that its verdicts mean something. */
import { afterAll, describe, expect, test } from "vitest";
import { catalogue } from "./arena/catalogue.ts";
import { arena } from "./arena/open.ts";

const SUITE = ["evolve.spec.ts", "edge-cases.spec.ts", "properties.spec.ts", "hunt.spec.ts"];

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
  test("earn a pass and stay well below full marks", async () => {
    const { killedShare } = await arena.judge(["evolve.spec.ts"]);

    expect(killedShare).toBeGreaterThanOrEqual(0.4);
    expect(killedShare).toBeLessThan(0.6);
  });
});
