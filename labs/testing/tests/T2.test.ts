import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { ARENA_LIMIT, arena, usesArena } from "./arena/open.ts";

usesArena();

const judge = () => arena.judge(["evolve.spec.ts"]);

exercise(
  "asserts something, on a simulator that it ran",
  async () => {
    const report = await judge();

    const [test] = report.tests;
    expect(
      report.usesSubject,
      "testEvolve never made a simulator: new Simulator([p0, p1, p2])",
    ).toBe(true);
    expect(
      test?.assertions,
      "testEvolve asserts nothing: no expect(...) was called",
    ).toBeGreaterThan(0);
  },
  ARENA_LIMIT,
);

exercise(
  "accepts every simulator that is right",
  async () => {
    const report = await judge();

    expect(report.rejections.length, report.describeRejection()).toBe(0);
  },
  ARENA_LIMIT,
);

exercise(
  "waits for its assertions",
  async () => {
    const report = await judge();

    const why =
      "an assertion failed after the test was over, when nobody looked any more: is an await missing, or is a promise not given back?";
    expect(report.late.length, why).toBe(0);
  },
  ARENA_LIMIT,
);

exercise(
  "finds gross mistakes",
  async () => {
    const report = await judge();

    const missed = report.survivors.filter(({ isGross }) => isGross);
    const why = `testEvolve accepts a simulator where ${missed[0]?.behaviour}: do you assert on the particles that the simulator moved, and can an assertion get lost?`;
    expect(missed.length, why).toBe(0);
  },
  ARENA_LIMIT,
);

exercise(
  "is as tight as its six digits allow",
  async () => {
    const report = await judge();

    const missed = report.survivors.find(({ family }) => family === "steps off by one");
    const why = `testEvolve accepts a simulator where ${missed?.behaviour}: is eps 1e-5, and is the fastest particle asserted?`;
    expect(missed, why).toBe(undefined);
  },
  ARENA_LIMIT,
);
