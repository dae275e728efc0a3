/** What V8 says of its compilers, on the Node that runs the tests. */
import { expect, test } from "vitest";
import { isPending, readStatus, type Tier, tierOf } from "../src/batch/tiers.ts";

test("a function begins in the interpreter, and a hot one is compiled in the end", async () => {
  const statusOf = readStatus();
  const hot = new Function("k", "let sum = 0; for (let i = 0; i < k; i++) sum += i; return sum;");
  const tiers = new Set<Tier>();

  hot(1);
  const first = tierOf(statusOf(hot));
  // Compiled by a thread in the background, whose code comes in between two turns.
  for (let turn = 0; turn < 5000 && !tiers.has("turbofan"); turn++) {
    hot(10_000);
    tiers.add(tierOf(statusOf(hot)));
    await new Promise((resolve) => setImmediate(resolve));
  }

  expect(first).toBe("interpreter");
  expect([...tiers]).toContain("turbofan");
  expect(isPending(statusOf(hot))).toBe(false);
});

test("afterwards the syntax is off again", () => {
  readStatus();

  // Another text: what V8 has compiled once, it does not parse again.
  expect(() => new Function("f", "return %GetOptimizationStatus(f);")).toThrow(SyntaxError);
});
