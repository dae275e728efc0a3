import { ParticleSimulator } from "@hpts/core";
import { todo } from "@hpts/labkit";
import type { Live, LiveParticle, LiveRun } from "@hpts/labkit/live";
import { describe, expect, test } from "vitest";
import { type Code, Stage } from "../src/worker/stage.ts";

const SETTINGS = { count: 3, dtPerFrame: 0.01, choice: "" };
/** Each look at the clock is a millisecond later. */
const clock = (): (() => number) => {
  let ms = 0;
  return () => ms++;
};

type Change = (particles: { x: number; y: number; angVel: number }[], dt: number) => void;

const right: Change = (particles, dt) => new ParticleSimulator(particles).evolve(dt);

function code(version: number, evolve: Change, also: Partial<LiveRun> = {}): Code {
  const live: Live = {
    about: "",
    start({ particles }) {
      const own = particles.map((one: LiveParticle) => ({ ...one }));
      return { evolve: (dt) => evolve(own, dt), places: () => own, ...also };
    },
  };
  return { version, live };
}

const play = (stage: Stage, frames: number): ReturnType<Stage["frame"]> => {
  let last = stage.frame();
  for (let i = 1; i < frames; i++) last = stage.frame();
  return last;
};

describe("the stage", () => {
  test("without code the exact particles move, and nothing is said of an error", () => {
    const { facts } = play(new Stage(clock()), 10);

    expect(facts.version).toBeUndefined();
    expect(facts.timeUnits).toBeCloseTo(0.1);
    expect(facts.places[0]).toBeCloseTo(0.21027, 5);
    expect(facts.largestError).toBeUndefined();
  });

  test("right code is where it should be, to rounding", () => {
    const stage = new Stage(clock());
    stage.take(code(1, right));

    const { facts } = play(stage, 20);

    expect(facts.version).toBe(1);
    expect(facts.largestError).toBeLessThan(1e-12);
  });

  test("code that loses a step a frame falls behind by so much", () => {
    const stage = new Stage(clock());
    stage.take(code(1, (own, dt) => right(own, dt - 1e-5)));

    const { facts } = play(stage, 10);

    // The fastest particle goes 3 lengths in a time unit.
    expect(facts.largestError).toBeCloseTo(10 * 1e-5 * 3, 7);
  });

  test("new code goes on where the old code was, and is judged from there", () => {
    const stage = new Stage(clock());
    stage.take(code(1, (own) => own.map((one) => Object.assign(one, { x: 0.5, y: 0.25 }))));
    play(stage, 2);
    stage.take(code(2, right));

    const { facts } = stage.still();

    expect([...facts.places]).toEqual([0.5, 0.25, 0.5, 0.25, 0.5, 0.25]);
    expect(facts.largestError).toBe(0);
    expect(facts.version).toBe(2);
  });

  test.each([Number.NaN, 1e6])("from %d nobody goes on: it begins anew", (x) => {
    const stage = new Stage(clock());
    stage.take(code(1, (own) => own.map((one) => Object.assign(one, { x }))));
    play(stage, 2);
    stage.take(code(2, right));

    expect(stage.still().facts.places[0]).toBe(0.3);
  });

  test("code that throws gives way to code that has lasted", () => {
    const stage = new Stage(clock());
    stage.take(code(1, right));
    play(stage, 40);
    stage.take(code(2, () => todo("M4: evolve")));

    const { facts, thrown } = stage.frame();

    expect(thrown).toMatchObject({ code: "HPTS_LABKIT_TODO" });
    expect(facts.version).toBe(1);
    expect(play(stage, 5).thrown).toBeUndefined();
  });

  test("code that cannot even be set up leaves the other running", () => {
    const stage = new Stage(clock());
    stage.take(code(1, right));
    const broken: Live = {
      about: "",
      start() {
        throw new Error("no");
      },
    };

    expect(() => stage.take({ version: 2, live: broken })).toThrow("no");
    expect(stage.frame().facts.version).toBe(1);
  });

  test("places that are none are this code's fault", () => {
    const stage = new Stage(clock());
    const places = (): never => [{ x: undefined, y: 1 }] as never;

    expect(() => stage.take(code(1, right, { places }))).toThrow("particle 0 must have numbers x");
    expect(stage.frame().facts.version).toBeUndefined();
  });

  test("slow code is asked for less time a frame, and is still judged rightly", () => {
    let ms = 0;
    const stage = new Stage(() => ms);
    stage.set({ ...SETTINGS, count: 100 });
    const slow: Change = (own, dt) => {
      right(own, dt);
      ms += dt * 1e5 * own.length * 0.01; // 10 µs a step of a particle
    };
    stage.take(code(1, slow));
    play(stage, 40);

    const from = ms;
    const { facts } = play(stage, 10);

    expect((ms - from) / 10).toBeLessThan(16);
    expect(facts.largestError).toBeLessThan(1e-12);
    expect(facts.stepsPerS).toBeCloseTo(1e5, -4);
  });

  test("a frame may take a second, and more where there is more to do", () => {
    const stage = new Stage(clock());
    const few = stage.allowedMs;
    stage.set({ ...SETTINGS, count: 10_000 });

    expect(few).toBeLessThan(1100);
    expect(stage.allowedMs).toBeGreaterThan(5000);
  });
});
