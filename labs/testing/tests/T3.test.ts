import { demand, exercise } from "@hpts/labkit/test";
import { ARENA_LIMIT, arena, usesArena } from "./arena/open.ts";

usesArena();

exercise(
  "a test marked test.fails runs a simulator that is wrong",
  async () => {
    const run = await arena.tryOut("can-fail.spec.ts");

    const turned = run.tests.filter(({ expectsFailure }) => expectsFailure);
    demand(run.crash === undefined, `the file could not be run: ${run.crash?.message}`);
    demand(turned.length > 0, "can-fail.spec.ts needs a test written with test.fails");
    demand(run.made > 0, "the test never made a simulator");
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
    demand(unnoticed === undefined, why);
  },
  ARENA_LIMIT,
);

exercise(
  "what it notices is wrong",
  async () => {
    // A testEvolve that rejects everybody "notices" a simulator that is not broken at all.
    const { rejections } = await arena.judge(["evolve.spec.ts"]);

    const why =
      "your testEvolve rejects simulators that are right as well, so that it rejects yours proves nothing: first go back to T2";
    demand(rejections.length === 0, why);
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
    demand(accident === undefined, why);
  },
  ARENA_LIMIT,
);
