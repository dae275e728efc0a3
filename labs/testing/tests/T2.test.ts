import { demand } from "@hpts/labkit/test";
import { acceptsWhatIsRight, suiteExercise, usesArena } from "./arena/open.ts";

const SUITE = ["evolve.spec.ts"];

usesArena();
acceptsWhatIsRight(SUITE);

suiteExercise("asserts something, on a simulator that it ran", SUITE, (report) => {
  const [test] = report.tests;
  const unused = "testEvolve never made a simulator: new Simulator([p0, p1, p2])";
  const silent = "testEvolve asserts nothing: no expect(...) was called";

  demand(report.usesSubject, unused);
  demand((test?.assertions ?? 0) > 0, silent);
});

suiteExercise("waits for its assertions", SUITE, (report) => {
  const why =
    "an assertion failed after the test was over, when nobody looked any more: is an await missing, or is a promise not given back?";
  demand(report.late.length === 0, why);
});

suiteExercise("finds gross mistakes", SUITE, (report) => {
  const missed = report.survivors.filter(({ isGross }) => isGross);

  const why = `testEvolve accepts a simulator where ${missed[0]?.behaviour}: do you assert on the particles that the simulator moved, and can an assertion get lost?`;
  demand(missed.length === 0, why);
});

suiteExercise("is as tight as its six digits allow", SUITE, (report) => {
  const missed = report.survivors.find(({ family }) => family === "steps off by one");

  const why = `testEvolve accepts a simulator where ${missed?.behaviour}: is eps 1e-5, and is the fastest particle asserted?`;
  demand(missed === undefined, why);
});
