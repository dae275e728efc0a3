import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { ARENA_LIMIT, arena, usesArena } from "./arena/open.ts";

usesArena();

exercise(
  "a test marked test.fails runs a simulator that is wrong",
  async () => {
    const run = await arena.tryOut("can-fail.spec.ts");

    const turned = run.tests.filter(({ expectsFailure }) => expectsFailure);
    expect(run.crash?.message, "the file could not be run").toBe(undefined);
    expect(turned.length, "can-fail.spec.ts needs a test written with test.fails").toBeGreaterThan(
      0,
    );
    expect(run.made, "the test never made a simulator").toBeGreaterThan(0);
  },
  ARENA_LIMIT,
);

exercise(
  "testEvolve notices",
  async () => {
    const run = await arena.tryOut("can-fail.spec.ts");

    const unnoticed = run.tests.find(({ passed }) => !passed);
    const why =
      "testEvolve accepted your broken simulator: is it really wrong, and does it override evolve?";
    expect(unnoticed?.name, why).toBe(undefined);
  },
  ARENA_LIMIT,
);

exercise(
  "it notices by an assertion, not by accident",
  async () => {
    // With assertions that cannot fail, the body passes, and test.fails turns that into a failure.
    const run = await arena.tryOut("can-fail.spec.ts", { deaf: true });

    const turned = run.tests.filter(({ expectsFailure }) => expectsFailure);
    const accident = turned.find(({ passed }) => passed);
    const why =
      "the test fails for another reason than an assertion: does your simulator throw an error?";
    expect(accident?.name, why).toBe(undefined);
  },
  ARENA_LIMIT,
);
