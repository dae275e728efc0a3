/** What simulators are asked in order to tell them apart: drawn by fast-check, edges included. */
import type { Subject } from "@hpts/labkit/arena";
import fc from "fast-check";

export interface Scenario {
  readonly bodies: readonly (readonly [x: number, y: number, angVel: number])[];
  /** Places in `bodies`, with repetitions: what the simulator is given. */
  readonly listed: readonly number[];
  /** Each is an evolve: of a first simulator, or of a second one with particles of its own. */
  readonly calls: readonly (readonly [simulator: number, time: number])[];
}

const thousandths = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: -1000 * most, max: 1000 * most }).map((k) => k / 1000);

const place = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(thousandths(1.5), thousandths(1.5)) },
  fc.constantFrom([0, 0] as const, [1, 0] as const, [0.005, 0] as const),
);
const body = fc
  .tuple(place, thousandths(4))
  .map(([[x, y], angVel]): Scenario["bodies"][number] => [x, y, angVel]);
const time = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 90 }).map((k) => k / 10_000) },
  { weight: 1, arbitrary: fc.constantFrom(0.0153, 0.01, 0.02) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(0, 0.00001, 0.00003, -0.01, Number.NaN, Number.POSITIVE_INFINITY),
  },
  // Less than a step, and several of them more.
  { weight: 2, arbitrary: fc.constantFrom(0.000008, 0.000005) },
);

/** The same ones each time. */
export function scenarios(count: number): Scenario[] {
  const one = fc.array(body, { maxLength: 6 }).chain((bodies) =>
    fc.record({
      bodies: fc.constant(bodies),
      listed: fc
        .array(fc.nat(Math.max(0, bodies.length - 1)), { maxLength: bodies.length ? 2 : 0 })
        .map((again) => [...bodies.keys(), ...again]),
      calls: fc.array(fc.tuple(fc.nat(1), time), { minLength: 1, maxLength: 4 }),
    }),
  );
  return fc.sample(one, { numRuns: count, seed: 7 });
}

type Body = Record<"x" | "y" | "angVel", number>;

interface Simulated {
  readonly Particle: new (x: number, y: number, angVel: number) => Body;
  readonly ParticleSimulator: new (
    particles: Body[],
  ) => { evolve(dt: number): void; particles: Body[] };
}

/** All that a test could see of it: errors, places in the list, fields. */
export function seenOf(
  subject: Subject,
  { bodies, listed, calls }: Scenario,
): { words: string; numbers: number[] } {
  const { Particle, ParticleSimulator } = subject as unknown as Simulated;
  const worlds = [0, 1].map(() => {
    const made = bodies.map(([x, y, angVel]) => new Particle(x, y, angVel));
    const given = listed.map((i) => made[i]!);
    return { made, given, simulator: new ParticleSimulator(given) };
  });
  const errors = calls.map(([i, dt]) => {
    try {
      worlds[i]!.simulator.evolve(dt);
      return "";
    } catch (error) {
      return (error as Error).name;
    }
  });
  const order = worlds.map(({ made, given, simulator }) =>
    [given, simulator.particles].map((list) => list.map((one) => made.indexOf(one))),
  );
  return {
    words: JSON.stringify([errors, order]),
    numbers: worlds.flatMap(({ made }) => made.flatMap(({ x, y, angVel }) => [x, y, angVel])),
  };
}

/** Further apart than rounding takes right ones. */
export function differ(a: ReturnType<typeof seenOf>, b: ReturnType<typeof seenOf>): boolean {
  const isNear = (x: number, i: number): boolean => Math.abs(x - b.numbers[i]!) <= ROUNDING;
  return a.words !== b.words || !a.numbers.every(isNear);
}

const ROUNDING = 1e-12;
