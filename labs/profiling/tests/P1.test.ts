import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { answers } from "#lab/questions";
import { functionsOf, storedProfile } from "./bench/stored.ts";

const simul = functionsOf(storedProfile("simul"));
const taylor = functionsOf(storedProfile("taylor"));

/** The function with the most of something, the module's own code aside. */
function first(functions: typeof simul, most: "selfUs" | "totalUs"): string {
  const named = [...functions.values()].filter(({ name }) => /^\w+$/.test(name));
  return named.toSorted((a, b) => b[most] - a[most])[0]!.name;
}

exercise("simul: where most time is spent, without what is called", () => {
  const { hottest } = answers();

  const why =
    "tottime is the time in a function itself; cumtime also has that of all it calls, so main programs always come first there. Sort by tottime: -s tottime";
  expect(hottest, why).toBe(first(simul, "selfUs"));
});

exercise("simul: how often it is called", () => {
  const why = "the column ncalls; a deterministic profiler counts, it does not guess";
  expect(answers().calls, why).toBe(simul.get(first(simul, "selfUs"))?.calls);
});

exercise("simul: from whose start to whose end most time passes", () => {
  const why = "cumtime, next after that of <module>: sort by it with -s cumtime";
  expect(answers().longest, why).toBe(first(simul, "totalUs"));
});

exercise("simul: what it would bring if snapshot took no time", () => {
  const { withoutSnapshot } = answers();
  const all = [...simul.values()].reduce((sum, { selfUs }) => sum + selfUs, 0);
  const share = simul.get("snapshot")!.selfUs / all;

  demand(withoutSnapshot < 1, "a share lies between 0 and 1: 10 % is 0.1");
  const why =
    "the tottime of snapshot, as a share of the whole time in the first line of the report. More than that no work on snapshot can bring";
  expect(withoutSnapshot, why).toBeWithin(0.03, share);
});

exercise("taylor: how many calls are recursive", () => {
  const { calls = 0, primitiveCalls = 0 } = taylor.get("factorial")!;

  const why = `ncalls says ${calls}/${primitiveCalls}: all calls, and those that did not come from factorial itself`;
  expect(answers().recursiveCalls, why).toBe(calls - primitiveCalls);
});

exercise("taylor: who calls factorial", () => {
  const callers = [...taylor.get("factorial")!.callers].filter(
    ([{ name }]) => name !== "factorial",
  );
  const [most] = callers.toSorted(([, a], [, b]) => b.calls! - a.calls!);

  const why = "--callers factorial shows who calls it, and how often";
  expect(answers().caller, why).toBe(most![0].name);
});
