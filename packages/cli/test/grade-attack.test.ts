/** The self-test with hostile submissions, through the command line. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Outcome, runHpts } from "./support/run.ts";

const ROOT = join(import.meta.dirname, "../../..");
const attack = (...args: string[]): Promise<Outcome> =>
  runHpts(["grade", "attack", ...args], { cwd: ROOT });

test("attacks are named with what they try, by category", async () => {
  const { code, stdout } = await attack("--list", "--category", "1", "--category", "20");

  expect(code).toBe(0);
  expect(stdout).toContain("1 ending the process early\n  really-exit-on-load\n");
  expect(stdout).toContain("  link-to-the-solution\n    to hand in a link to the reference\n");
  expect(stdout).not.toContain("hard-coded");
});

test("what is not in the catalogue, and levels that would not hold it, are refused", async () => {
  const unknown = await attack("--id", "nope");
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("--list")]);
  const category = await attack("--category", "99");
  expect([category.code, category.stderr]).toEqual([2, expect.stringContaining("1 to 23")]);
  const weak = await attack("--level", "L1");
  expect([weak.code, weak.stderr]).toEqual([2, expect.stringContaining("L3, L2")]);
});

test("one attack is graded, and stopped or not run for a reason", { timeout: 60_000 }, async () => {
  const { code, stdout, stderr } = await attack("--id", "array-find");

  if (code === 3) {
    console.warn("NOT TESTED: sandboxes of level L2 (Debian package bubblewrap)");
    expect(stderr).toContain("hpts grade doctor");
    return;
  }
  expect(code).toBe(0);
  expect(stdout).toContain("1 of 1 attacks stopped");
});
