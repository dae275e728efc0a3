/**
 * What must hold for every engine, whatever the input. h = timestep, n = steps, s = the distance
 * from the origin before, w = angVel, d = h w.
 *
 * The generators draw whole thousandths: random doubles favour values next to zero, and a particle
 * that hardly moves tests nothing. The origin itself is tested by example, in simulator.test.ts.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type EngineName,
  EULER_ENGINE_NAMES,
  evolve,
  exactPlace,
  Particle,
  stateOf,
  stepsFor,
} from "../src/index.ts";

const h = 1e-5;

const thousandths = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((k) => k / 1000);

const particle = fc
  .record({ r: thousandths(0.1, 1.4), angle: thousandths(-3.2, 3.2), w: thousandths(-4, 4) })
  .map(({ r, angle, w }) => new Particle(r * Math.cos(angle), r * Math.sin(angle), w));

/** Durations up to 0.02 time units, 2000 steps, in thousandths. */
const milliUnits = fc.integer({ min: 0, max: 20 });

function moved(particles: Particle[], dt: number, engine: EngineName): Particle[] {
  const state = stateOf(particles);
  evolve(state, stepsFor(dt, h), h, engine);
  return particles.map((p, i) => new Particle(state.x[i]!, state.y[i]!, p.angVel));
}

const radius = (p: { x: number; y: number }): number => Math.sqrt(p.x ** 2 + p.y ** 2);
const apart = (a: { x: number; y: number }, b: { x: number; y: number }): number =>
  Math.hypot(a.x - b.x, a.y - b.y);

function turned(p: Particle, angle: number): Particle {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return new Particle(p.x * cos - p.y * sin, p.x * sin + p.y * cos, p.angVel);
}

describe.each(EULER_ENGINE_NAMES)("engine %s", (engine) => {
  const after = (p: Particle, dt: number): Particle => moved([p], dt, engine)[0]!;

  /** One law, for any particle and any duration in thousandths. */
  function law(sentence: string, check: (p: Particle, dt: number) => void): void {
    test(sentence, () => {
      fc.assert(fc.property(particle, milliUnits, (p, k) => check(p, k / 1000)));
    });
  }

  law("arrives where the exact Euler trajectory does, within 1e-11", (p, dt) => {
    expect(apart(after(p, dt), exactPlace(p, h * p.angVel, stepsFor(dt)))).toBeLessThan(1e-11);
  });

  law("grows the radius by the law r^2 = s^2 + n d^2", (p, dt) => {
    const square = radius(p) ** 2 + stepsFor(dt) * (h * p.angVel) ** 2;
    expect(Math.abs(radius(after(p, dt)) ** 2 - square)).toBeLessThan(1e-11);
  });

  law("turns by w dt / r, with a relative error within n d^2 / r^2", (p, dt) => {
    const end = after(p, dt);
    const angle = Math.atan2(p.x * end.y - p.y * end.x, p.x * end.x + p.y * end.y);
    const ideal = (p.angVel * dt) / radius(p);
    const bound = (stepsFor(dt) * (h * p.angVel) ** 2) / radius(p) ** 2;
    expect(Math.abs(angle - ideal)).toBeLessThanOrEqual(Math.abs(ideal) * bound + 1e-12);
  });

  law("never shrinks the radius, and grows it by n d^2 / (2 s) at most", (p, dt) => {
    const growth = radius(after(p, dt)) - radius(p);
    const bound = (stepsFor(dt) * (h * p.angVel) ** 2) / (2 * radius(p));
    expect(growth).toBeGreaterThanOrEqual(-1e-12);
    expect(growth).toBeLessThanOrEqual(bound + 1e-12);
  });

  test("adds up: a time a and then a time b is a time a + b", () => {
    fc.assert(
      fc.property(particle, milliUnits, milliUnits, (p, a, b) => {
        const inTwo = after(after(p, a / 1000), b / 1000);
        expect(apart(inTwo, after(p, (a + b) / 1000))).toBeLessThan(1e-10);
      }),
    );
  });

  law("comes back when the speed is reversed, within 2 n d^2 / r", (p, dt) => {
    const there = after(p, dt);
    const back = after(new Particle(there.x, there.y, -p.angVel), dt);
    const bound = (2 * stepsFor(dt) * (h * p.angVel) ** 2) / radius(p);
    expect(apart(back, p)).toBeLessThanOrEqual(bound + 1e-12);
  });

  test("knows no direction: a turned start gives the turned end", () => {
    fc.assert(
      fc.property(particle, milliUnits, thousandths(-3.2, 3.2), (p, k, angle) => {
        const end = turned(after(p, k / 1000), angle);
        expect(apart(after(turned(p, angle), k / 1000), end)).toBeLessThan(1e-11);
      }),
    );
  });

  test("knows no unit of length: k times the start and the speed give k times the end", () => {
    fc.assert(
      fc.property(particle, milliUnits, thousandths(0.1, 5), (p, time, k) => {
        const end = after(p, time / 1000);
        const scaled = after(new Particle(k * p.x, k * p.y, k * p.angVel), time / 1000);
        expect(apart(scaled, { x: k * end.x, y: k * end.y })).toBeLessThan(1e-11);
      }),
    );
  });

  law("leaves a particle of speed zero exactly where it is", (p, dt) => {
    const still = new Particle(p.x, p.y, 0);
    expect(after(still, dt)).toEqual(still);
  });

  law("leaves everything exactly where it is for dt = 0", (p) => {
    expect(after(p, 0)).toEqual(p);
  });

  test("moves each particle as if it were alone, in any order", () => {
    const several = fc.array(particle, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(several, milliUnits, (particles, k) => {
        const together = moved(particles, k / 1000, engine);
        const reversed = moved(particles.toReversed(), k / 1000, engine).toReversed();
        for (const [i, p] of particles.entries()) {
          expect(apart(together[i]!, after(p, k / 1000))).toBeLessThan(1e-13);
          expect(apart(together[i]!, reversed[i]!)).toBeLessThan(1e-13);
        }
      }),
    );
  });

  law("mirrors: (x, -y) with the speed -w ends at (x', -y')", (p, dt) => {
    const end = after(p, dt);
    const mirrored = after(new Particle(p.x, -p.y, -p.angVel), dt);
    expect(apart(mirrored, { x: end.x, y: -end.y })).toBeLessThan(1e-12);
  });
});
