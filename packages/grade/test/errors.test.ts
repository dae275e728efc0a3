import { afterEach, expect, test } from "vitest";
import { describeError } from "../src/wall/errors.ts";

afterEach(() => {
  Reflect.deleteProperty(RangeError, Symbol.hasInstance);
});

test("an error is what it was made as, also where instanceof was patched", () => {
  Object.defineProperty(RangeError, Symbol.hasInstance, { value: () => true, configurable: true });
  class Own extends RangeError {}

  expect(new TypeError("x") instanceof RangeError).toBe(true);
  expect(describeError(new TypeError("x")).className).toBe("TypeError");
  expect(describeError(new Own("x")).className).toBe("RangeError");
  expect(describeError(new Error("x")).className).toBe("Error");
});

test("prototypes without end come to an end", () => {
  const endless: Error = new Proxy(new Error("x"), { getPrototypeOf: () => endless });

  expect(describeError(endless).className).toBe("Error");
});
