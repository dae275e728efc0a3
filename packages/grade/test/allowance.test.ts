import { expect, test } from "vitest";
import { Allowance, LOOK_EVERY_MS, type Look } from "../src/judge/allowance.ts";

const LIMIT_MS = 1_000;

/** Looks at it as often as a judge does, until it is used up. @returns ms by the wall */
function lasts(mostMs: number, at: (ms: number) => Partial<Look>, everyMs = LOOK_EVERY_MS): number {
  const allowance = new Allowance(LIMIT_MS, 0);
  const nothing: Look = { atMs: 0, workedMs: 0, judgedMs: 0, isStill: false };
  for (let ms = everyMs; ms <= mostMs; ms += everyMs) {
    if (allowance.note({ ...nothing, atMs: ms, ...at(ms) })) return ms;
  }
  return Number.POSITIVE_INFINITY;
}

test("what works all the time has its limit by its processor's time", () => {
  expect(lasts(10_000, () => ({ workedMs: LOOK_EVERY_MS }))).toBe(LIMIT_MS + LOOK_EVERY_MS);
});

test("what gets a tenth of a processor has ten times as long", () => {
  const found = lasts(100_000, () => ({ workedMs: LOOK_EVERY_MS / 10 }));

  expect(found).toBeGreaterThanOrEqual(10 * LIMIT_MS);
  expect(found).toBeLessThanOrEqual(10 * LIMIT_MS + 10 * LOOK_EVERY_MS);
});

test("waiting for a processor uses up nothing, for minutes", () => {
  expect(lasts(500_000, () => ({}))).toBe(Number.POSITIVE_INFINITY);
});

test("sleeping uses up as much as working", () => {
  expect(lasts(10_000, () => ({ isStill: true }))).toBe(LIMIT_MS + LOOK_EVERY_MS);
});

test("whoever works a little between two naps does not last for ever", () => {
  const found = lasts(100_000, (ms) => ({ workedMs: 1, isStill: ms % (5 * LOOK_EVERY_MS) !== 0 }));

  expect(found).toBeLessThan(2 * LIMIT_MS);
});

test("a judge that is looked at late does not take the whole time for sleep", () => {
  expect(lasts(20_000, () => ({ isStill: true }), 1_000)).toBeGreaterThan(10_000);
});

test("what the judge's own thread does is not the submission's, but has an end", () => {
  const found = lasts(100_000, () => ({ judgedMs: LOOK_EVERY_MS }));

  expect(found).toBeGreaterThanOrEqual(20 * LIMIT_MS);
  expect(found).toBeLessThanOrEqual(60 * LIMIT_MS);
});

test("where nobody tells what works, the wall's clock decides after a minute", () => {
  const found = lasts(100_000, () => ({ workedMs: undefined }));

  expect(found).toBeGreaterThanOrEqual(60_000);
  expect(found).toBeLessThanOrEqual(60_100);
});
