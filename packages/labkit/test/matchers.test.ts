import { expect, test } from "vitest";
import { explain } from "../src/checklist/explain.ts";
import { demand } from "../src/exercise/exercise.ts";
import { toBeWithin } from "../src/exercise/matchers.ts";

test.each([
  [0.009989340000001, 1e-5, 0.01, "0.0099893", "0.01", "0.000011"],
  [0.5428571428571428, 0.01, 0.5, "0.5429", "0.5", "0.043"],
  [0.21026912345678, 1e-12, 0.21026912345, "0.21026912345678", "0.21026912345", "6.8e-12"],
  [1e300, 1, 0, "1e+300", "0", "1e+300"],
  [Number.NaN, 1, 0.123456789, "NaN", "0.123456789", "NaN"],
])("toBeWithin shows the digits that matter of %d", (actual, eps, expected, got, wanted, apart) => {
  expect(toBeWithin(actual, eps, expected).message()).toBe(
    `expected ${got} to be within ${eps} of ${wanted}; the difference is ${apart}`,
  );
});

test("demand says its message and nothing else", () => {
  expect(() => demand(true, "fine")).not.toThrow();
  expect(() => demand(false, "8 are needed")).toThrow(/^8 are needed$/);
});

test("demand on behalf of a check is placed where the check is", () => {
  function isEven(n: number): void {
    demand(n % 2 === 0, `${n} is odd`, isEven);
  }
  const stackOf = (check: () => void): string => {
    try {
      check();
      return "";
    } catch (error) {
      return (error as Error).stack ?? "";
    }
  };

  const stack = stackOf(function theCheck() {
    isEven(3);
  });

  expect(stack).toMatch(/3 is odd\n +at (?:Object\.)?theCheck /);
});

test("numbers are short in messages, zero has no sign, and a broken test file no class name", () => {
  const where = { labDir: "/lab", targetDir: "/lab/starter" };
  const message = (text: string, name: string): string =>
    explain({ message: text, name }, where).message;

  expect(message("expected 5 to be +0 // Object.is equality", "AssertionError")).toBe(
    "expected 5 to be 0",
  );
  expect(message("why: expected -0.061384480404882896 to be greater than 0", "Error")).toBe(
    "why: expected -0.061384 to be greater than 0",
  );
  expect(message('Unexpected ";"', "SpecBuildError")).toBe('Unexpected ";"');
});
