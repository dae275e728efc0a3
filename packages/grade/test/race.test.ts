import fc from "fast-check";
import { expect, test } from "vitest";
import { countsOf, decideRace, logRatios, scaledBy, type Times } from "../src/judge/race-times.ts";

const times = (runNs: number, aroundNs: number, cpuNs = runNs): Times => ({
  run: { wallNs: runNs, cpuNs },
  around: { wallNs: aroundNs, cpuNs: aroundNs },
});
/** Where nobody tells the processor's time. */
const untoldTimes = (runNs: number, aroundNs: number): Times => ({
  run: { wallNs: runNs, cpuNs: undefined },
  around: { wallNs: aroundNs, cpuNs: undefined },
});
const ratios = (rounds: Parameters<typeof logRatios>[0]): number[] =>
  logRatios(rounds).map(Math.exp);

test("work that is done around a round counts as if it were done in it", () => {
  const hidden = { baseline: times(1000, 10), candidate: times(1, 1000) };
  for (const ratio of ratios([hidden, hidden, hidden])) expect(ratio).toBeCloseTo(1, 1);
});

test("a disturbance around one of the rounds does not count", () => {
  const quiet = { baseline: times(1000, 10), candidate: times(100, 11) };
  const disturbed = { baseline: times(1000, 10), candidate: times(100, 500) };
  expect(ratios([quiet, disturbed, quiet])).toEqual([10, 10, 10].map((x) => expect.closeTo(x, 9)));
});

test("a round counts with the smaller ratio of its two clocks", () => {
  const threads = { baseline: times(1000, 10), candidate: times(250, 10, 900) };
  expect(ratios([threads])[0]).toBeCloseTo(1000 / 900, 9);
  const untold = { baseline: untoldTimes(1000, 10), candidate: untoldTimes(250, 10) };
  expect(ratios([untold])[0]).toBeCloseTo(4, 9);
});

test("hiding work never raises a ratio", () => {
  const positive = fc.double({ min: 1, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      positive,
      positive,
      positive,
      positive,
      positive,
      (slow, fast, usual, own, more) => {
        const round = (aroundNs: number) => [
          { baseline: times(slow, usual), candidate: times(fast, aroundNs) },
        ];
        expect(ratios(round(own + more))[0]).toBeLessThanOrEqual(ratios(round(own))[0]! + 1e-12);
      },
    ),
  );
});

test("who is just fast enough takes as long as the baseline, which has fewer particles", () => {
  const counts = countsOf({ particles: 600, minRatio: 2.5 });
  expect(counts).toEqual({ candidate: 600, baseline: 240 });
  const baseline = scaledBy(counts.candidate / counts.baseline, times(1000, 10));
  expect(baseline.around).toEqual(times(1000, 10).around);
  expect(ratios([{ baseline, candidate: times(1000, 10) }])[0]).toBeCloseTo(2.5, 9);
  expect(scaledBy(2, untoldTimes(1000, 10))).toEqual(untoldTimes(2000, 10));
  expect(countsOf({ particles: 10, minRatio: 100 }).baseline).toBe(1);
});

/** Rounds that are all so many times as fast. */
const generation = (ratio: number): number[] => new Array(7).fill(Math.log(ratio));

test("two pairs of sandboxes tell who is far off, either way; three who is not", () => {
  const decided = (...ratios: number[]) => decideRace(ratios.map(generation), 2.5);
  expect(decided(10)).toBe("undecided");
  expect(decided(10, 4)).toBe("pass");
  expect(decided(0.5, 1.6)).toBe("fail");
  expect(decided(10, 3.5)).toBe("undecided");
  expect(decided(1.8, 0.5)).toBe("undecided");
  expect(decided(10, 3.5, 3)).toBe("pass");
  expect(decided(1.8, 0.5, 2)).toBe("fail");
  expect(decided(10, 10, 2)).toBe("undecided");
});

test("one round of two pairs that is near takes a third one", () => {
  const nearOnce = [...generation(10).slice(1), Math.log(3)];
  expect(decideRace([nearOnce, generation(10)], 2.5)).toBe("undecided");
  expect(decideRace([nearOnce, generation(10), generation(10)], 2.5)).toBe("pass");
});

test("what passes would fail if the two sides changed places", () => {
  const ratio = fc.double({ min: 0.01, max: 100, noNaN: true });
  const rounds = fc.array(ratio.map(Math.log), { minLength: 7, maxLength: 7 });
  const many = fc.array(rounds, { minLength: 1, maxLength: 6 });
  const opposite = { pass: "fail", fail: "pass", undecided: "undecided" };
  fc.assert(
    fc.property(many, fc.double({ min: 0.5, max: 50, noNaN: true }), (generations, minRatio) => {
      fc.pre(generations.flat().every((d) => Math.abs(d - Math.log(minRatio)) > 1e-9));
      const turned = generations.map((one) => one.map((d) => -d));
      expect(decideRace(turned, 1 / minRatio)).toBe(opposite[decideRace(generations, minRatio)]);
    }),
  );
});
