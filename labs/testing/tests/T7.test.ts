import { randomParticles } from "@hpts/core";
import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { benchmark, makeParticles } from "#lab/benchmark";

type Fields = { x: number; y: number; angVel: number };

const numbers = (particles: readonly Fields[]): number[] =>
  particles.flatMap(({ x, y, angVel }) => [x, y, angVel]);

exercise("makes as many particles as asked for", () => {
  expect(makeParticles(5, 1).length, "five particles were asked for").toBe(5);
  expect(makeParticles(0, 1).length, "none were asked for").toBe(0);
});

exercise("the same seed makes the same particles, another seed others", () => {
  const once = numbers(makeParticles(10, 7));
  const again = numbers(makeParticles(10, 7));
  const other = numbers(makeParticles(10, 8));

  expect(
    again,
    "seed 7 must always give the same numbers: do they come from createRandom(seed)?",
  ).toEqual(once);
  expect(other, "another seed must give other numbers").not.toEqual(once);
});

exercise("particles differ from each other, and fill the square evenly", () => {
  const all = numbers(makeParticles(1000, 1));

  const why = "particles repeat: is one generator made for all of them?";
  expect(new Set(all).size, why).toBeGreaterThan(2900);
  for (const value of all) {
    expect(Math.abs(value), "coordinates and speeds lie between -1 and 1").toBeLessThanOrEqual(1);
  }
  const positive = all.filter((value) => value > 0).length;
  expect(positive / all.length, "about half of the numbers must be negative").toBeWithin(0.1, 0.5);
});

exercise("draws x, y and angVel in that order, particle by particle", () => {
  const expected = numbers(randomParticles(3, 42));

  const why =
    "seed 42 must give the course's particles: x, y, angVel of the first, then of the second";
  expect(numbers(makeParticles(3, 42)), why).toEqual(expected);
});

exercise("benchmark runs its particles for 0.1 time units", () => {
  const still = makeParticles(10, 3);

  const moved = benchmark(10, 3);

  expect(moved.length, "benchmark(10, 3) gives its ten particles back").toBe(10);
  for (const [i, { x, y, angVel }] of still.entries()) {
    const r = Math.sqrt(x * x + y * y);
    const angle = (angVel * 0.1) / r;
    const why = `particle ${i} must have circled for 0.1 time units`;
    expect(moved[i]?.x, `${why} (x)`).toBeWithin(1e-4, x * Math.cos(angle) - y * Math.sin(angle));
    expect(moved[i]?.y, `${why} (y)`).toBeWithin(1e-4, x * Math.sin(angle) + y * Math.cos(angle));
  }
});

exercise("benchmark uses a thousand particles unless told otherwise", () => {
  expect(benchmark().length, "the slides' benchmark has a thousand particles").toBe(1000);
});
