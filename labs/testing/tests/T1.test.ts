import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { fequal } from "#lab/fequal";

exercise("numbers closer than eps are equal, whichever is larger", () => {
  expect(fequal(1, 1.000001), "a millionth apart, and eps is 1e-5").toBe(true);
  expect(fequal(1.000001, 1), "the same two the other way round: is the sign dropped?").toBe(true);
  expect(fequal(-0.5, -0.5), "the same number twice").toBe(true);
});

exercise("numbers further apart are not", () => {
  expect(fequal(1, 1.0001), "ten times eps apart: is the sign dropped?").toBe(false);
  expect(fequal(1.0001, 1), "ten times eps apart, the other way round: is the sign dropped?").toBe(
    false,
  );
  expect(fequal(0.5, -0.5), "as large, but on the other side of 0").toBe(false);
});

exercise("uses the eps that it is given", () => {
  expect(fequal(1, 1.05, 0.1), "0.05 apart, and eps is 0.1").toBe(true);
  expect(fequal(1, 1.05, 0.01), "0.05 apart, and eps is 0.01").toBe(false);
  expect(fequal(0, 0.25, 0.25), "exactly eps apart is not closer than eps").toBe(false);
});

exercise("NaN is equal to nothing", () => {
  const why =
    "a simulator that computes NaN must fail every test; every comparison with NaN is false";
  expect(fequal(Number.NaN, 1), why).toBe(false);
  expect(fequal(1, Number.NaN), why).toBe(false);
  expect(fequal(Number.NaN, Number.NaN), why).toBe(false);
});
