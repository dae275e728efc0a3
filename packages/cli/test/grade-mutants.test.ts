/** What suites of tests are judged by, through the command line. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Outcome, runHpts } from "./support/run.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SLOW = { timeout: 60_000 };
const mutants = (...args: string[]): Promise<Outcome> =>
  runHpts(["grade", "mutants", ...args], { cwd: ROOT });

test("both sets are named, by family, with what goes wrong", SLOW, async () => {
  const { code, stdout } = await mutants("--list");

  expect(code).toBe(0);
  expect(stdout).toContain("The lab's own set, which students can read\nright\n");
  expect(stdout).toContain("The marking set, which stays with you\nright\n");
  expect(stdout).toMatch(/^sense\n {2}. clockwise: particles circle the wrong way round$/m);
  expect(stdout).toMatch(/^\d+ right programs, \d+ broken ones$/m);
});

test("--json has the same, and nothing about tests that were not run", SLOW, async () => {
  const { stdout } = await mutants("testing", "--list", "--json");

  const { lab, suite, programs } = JSON.parse(stdout);
  expect([lab, suite]).toEqual(["testing", "solution"]);
  expect(programs[0]).toEqual({
    ...{ id: "slides-loop", set: "lab", isRight: true, family: "", behaviour: "" },
  });
});

test.each([
  ["a lab whose answer is no suite", ["modeling"], "no suite of tests"],
  ["a suite that is not there", ["--suite", "nowhere"], "is not there"],
  ["no number of jobs", ["--jobs", "0"], "whole number"],
])("%s is refused", SLOW, async (_what, args, says) => {
  const { code, stderr } = await mutants(...args);

  expect([code, stderr.replaceAll(/\s+/g, " ")]).toEqual([2, expect.stringContaining(says)]);
});
