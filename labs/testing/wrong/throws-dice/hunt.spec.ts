import { expect, test } from "vitest";

test("half of the time", () => {
  expect(Math.random()).toBeLessThan(0.5);
});
