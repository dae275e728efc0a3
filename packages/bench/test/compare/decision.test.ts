/** The rule against synthetic noise: everything seeded, so that the rates are the same every time. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  changeOf,
  type Decision,
  decide,
  estimate,
  RULE,
  signLogE,
} from "../../src/compare/decision.ts";
import { splitMix } from "../../src/stats/bootstrap.ts";

const ROUNDS = 12;

/** Standard deviations of ln(ratio), as measured: docs/measurements/verdicts.md. */
interface Noise {
  /** Between rounds of one pair of processes. */
  readonly round: number;
  /** Between pairs of processes. */
  readonly generation: number;
  /** How often a pair is off by 26 % for its whole life. */
  readonly bad: number;
  /** How often a round is hit by something on one side, and by how much at most. */
  readonly hit: number;
  /** A trend from the first to the last round. */
  readonly drift: number;
}

const QUIET: Noise = { round: 0.02, generation: 0.015, bad: 0, hit: 0, drift: 0 };
const NOISES: Readonly<Record<string, Noise>> = {
  quiet: QUIET,
  "two hogs": { round: 0.07, generation: 0.035, bad: 1 / 41, hit: 0.1, drift: 0 },
  drifting: { ...QUIET, drift: 0.06 },
  "often off by 26 %": { ...QUIET, generation: 0.035, bad: 0.1 },
};

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function generation(logRatio: number, noise: Noise, random: () => number): number[] {
  const isBad = random() < noise.bad;
  const off = isBad ? (random() < 0.5 ? 0.23 : -0.23) : 0;
  const middle = logRatio + noise.generation * normal(random) + off;
  return Array.from({ length: ROUNDS }, (_, i) => {
    const hit = random() < noise.hit ? (random() - 0.5) * 2 : 0;
    return middle + noise.round * normal(random) + hit + noise.drift * (i / ROUNDS - 0.5);
  });
}

function verdict(logRatio: number, noise: Noise, random: () => number): Decision {
  const generations: number[][] = [];
  while (generations.length < RULE.maxGenerations) {
    generations.push(generation(logRatio, noise, random));
    const decision = decide(generations, 0);
    if (decision !== "undecided") return decision;
  }
  return "undecided";
}

function rates(margin: number, noise: Noise, trials: number): { wrong: number; undecided: number } {
  const random = splitMix(2026);
  const counts = { wrong: 0, undecided: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const isFaster = trial % 2 === 0;
    const decision = verdict((isFaster ? 1 : -1) * Math.log(1 + margin), noise, random);
    if (decision === "undecided") counts.undecided++;
    else if ((decision === "pass") !== isFaster) counts.wrong++;
  }
  return { wrong: counts.wrong / trials, undecided: counts.undecided / trials };
}

describe("the e-value of the signs", () => {
  test("of 13 unanimous rounds is 1270, the first to reach 1000", () => {
    expect(Math.exp(signLogE(13, 13))).toBeCloseTo(1270, 0);
    expect(Math.exp(signLogE(12, 12))).toBeLessThan(1000);
  });

  test("is the same for as many rounds below as above", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (above, below) => {
        const rounds = above + below;
        expect(signLogE(above, rounds)).toBeCloseTo(signLogE(below, rounds), 8);
      }),
    );
  });

  test("has the mean 1 over all sequences of fair coins", () => {
    for (const rounds of [1, 2, 7, 12]) {
      let mean = 0;
      let ways = 1;
      for (let above = 0; above <= rounds; above++) {
        mean += (ways / 2 ** rounds) * Math.exp(signLogE(above, rounds));
        ways = (ways * (rounds - above)) / (above + 1);
      }
      expect(mean).toBeCloseTo(1, 9);
    }
  });

  test("of fair coins reaches 1000 in at most one of a thousand, however often one looks", () => {
    const random = splitMix(7);
    let reached = 0;
    for (let trial = 0; trial < 5000; trial++) {
      let above = 0;
      for (let rounds = 1; rounds <= 120; rounds++) {
        if (random() < 0.5) above++;
        if (signLogE(above, rounds) < Math.log(1000)) continue;
        reached++;
        break;
      }
    }
    expect(reached / 5000).toBeLessThanOrEqual(1e-3);
  });
});

describe("decide", () => {
  const flat = (value: number): number[] => new Array(ROUNDS).fill(value);

  test("says nothing before the third generation, however clear it is", () => {
    expect(decide([flat(1), flat(1)], 0)).toBe("undecided");
    expect(decide([flat(1), flat(1), flat(1)], 0)).toBe("pass");
    expect(decide([flat(-1), flat(-1), flat(-1)], 0)).toBe("fail");
  });

  test("wants the first four generations to agree, and then four of five", () => {
    expect(decide([flat(1), flat(1), flat(-0.1)], 0)).toBe("undecided");
    expect(decide([flat(1), flat(1), flat(-0.1), flat(1)], 0)).toBe("undecided");
    // 48 rounds to 12 are an e-value of 27,000.
    expect(decide([flat(1), flat(1), flat(-0.1), flat(1), flat(1)], 0)).toBe("pass");
  });

  test("never passes what could not be measured", () => {
    const nothing = flat(Number.NaN);
    expect(decide([nothing, nothing, nothing], 0)).not.toBe("pass");
    expect(decide([flat(1), flat(1), flat(1)], Number.NaN)).not.toBe("pass");
  });

  test("is the same for baseline and candidate exchanged", () => {
    const random = splitMix(3);
    for (let trial = 0; trial < 200; trial++) {
      const some = Array.from({ length: 3 }, () => generation(0.1, NOISES["two hogs"]!, random));
      const mirrored = some.map((rounds) => rounds.map((d) => -d));
      const swapped = { pass: "fail", fail: "pass", undecided: "undecided" } as const;
      expect(decide(mirrored, 0)).toBe(swapped[decide(some, 0)]);
    }
  });

  test.each(Object.keys(NOISES))("is practically never wrong at 20 %%: %s", (name) => {
    const { wrong, undecided } = rates(0.2, NOISES[name]!, 4000);
    expect(wrong).toBeLessThanOrEqual(1e-3);
    expect(undecided).toBeLessThanOrEqual(0.01);
  });

  test("rather says nothing than something wrong at 5 %", () => {
    const { wrong, undecided } = rates(0.05, NOISES["two hogs"]!, 4000);
    expect(wrong).toBeLessThan(0.02);
    expect(undecided).toBeGreaterThan(wrong);
  });

  test("one generation that is off by far does not decide", () => {
    const random = splitMix(11);
    for (let trial = 0; trial < 500; trial++) {
      const some = [-0.6, 0.15, 0.15].map((middle) => generation(middle, QUIET, random));
      expect(decide(some, 0)).toBe("undecided");
    }
  });
});

describe("the estimate", () => {
  test("is the median of the generations' medians, which one bad generation does not move", () => {
    const rounds = [Math.log(2), Math.log(2.1), Math.log(1.9), Math.log(9)];
    const { ratio, interval } = estimate([rounds, rounds, [5, 5, 5]]);
    expect(ratio).toBeCloseTo(Math.sqrt(2 * 2.1), 9);
    expect(interval.low).toBeLessThanOrEqual(ratio);
    expect(interval.high).toBeGreaterThanOrEqual(ratio);
  });

  test("of identical code is practically never called a change of 5 %", () => {
    const random = splitMix(5);
    let changed = 0;
    for (let trial = 0; trial < 600; trial++) {
      const some = Array.from({ length: 6 }, () => generation(0, NOISES["two hogs"]!, random));
      const change = changeOf(estimate(some));
      if (change === "faster" || change === "slower") changed++;
    }
    expect(changed / 600).toBeLessThanOrEqual(0.005);
  });
});
