import { demand, exercise } from "@hpts/labkit/test";
import { afterAll, beforeAll, expect } from "vitest";
import { neededCalls, taylorExp, taylorSin } from "#lab/taylor";
import { Counting } from "./bench/counts.ts";
import { times } from "./bench/words.ts";

const N = 500;
/** Two for each term: one product, and perhaps a call for it. */
const MOST = 2 * N;

// Before the first call: what V8 has compiled before, it does not count block by block.
let counting: Counting;
beforeAll(() => {
  counting = new Counting();
});
afterAll(() => counting.stop());

/** The terms of the slides' program. */
const factorial = (n: number): number => (n === 0 ? 1 : n * factorial(n - 1));
const EXP = Array.from({ length: N }, (_, i) => 1 / factorial(i));
const SIN = EXP.map((_, i) => (i % 2 === 1 ? (-1) ** ((i - 1) / 2) / factorial(i) : 0));

exercise("the terms of exp are the same, to the last bit", () => {
  const terms = taylorExp(N);

  expect(terms.length, `taylorExp(${N}) has ${N} terms`).toBe(N);
  const why =
    "Numbers that are equal in mathematics may differ in the last bit: 1/3/2 is not 1/6. Keep the products as they are, 1 * 2 * 3 ..., and divide at the end";
  for (const [i, term] of terms.entries()) {
    demand(Object.is(term, EXP[i]), `term ${i} is ${term}, expected ${EXP[i]}. ${why}`);
  }
});

exercise("the terms of sin are the same, and so are their signs", () => {
  const terms = taylorSin(N);

  expect(terms.length, `taylorSin(${N}) has ${N} terms`).toBe(N);
  const show = (x: number | undefined): string => (Object.is(x, -0) ? "-0" : `${x}`);
  const why =
    "The signs of the odd terms alternate, also where the factorial is Infinity: -1 / Infinity is -0";
  for (const [i, term] of terms.entries()) {
    demand(Object.is(term, SIN[i]), `term ${i} is ${show(term)}, expected ${show(SIN[i])}. ${why}`);
  }
});

exercise("any number of terms, from none on", () => {
  expect(taylorExp(0), "taylorExp(0) has no terms").toEqual([]);
  expect(taylorSin(1), "taylorSin(1) has one").toEqual([0]);
  expect(taylorExp(3), "1/0!, 1/1!, 1/2!, whatever was asked for before").toEqual([1, 1, 0.5]);
});

exercise("gets along without the calls that are not needed", ({ note }) => {
  const guess = neededCalls();
  // Taken out of their module first: Vitest asks a function of the file for what it exports.
  const [expOf, sinOf] = [taylorExp, taylorSin];
  const exp = counting.counts("taylor.ts", () => void expOf(N));
  const sin = counting.counts("taylor.ts", () => void sinOf(N));

  for (const [name, { mostCalled, most }] of Object.entries({ taylorExp: exp, taylorSin: sin })) {
    const called = `${name}(${N}) calls ${mostCalled.name} ${mostCalled.times.toLocaleString("en-US")} times`;
    demand(
      mostCalled.times <= MOST,
      `${called}. What of i! do you know already, when you come to i? At most ${MOST}`,
    );
    const ran = `in ${name}(${N}) a block of ${most.name} runs ${most.times.toLocaleString("en-US")} times`;
    demand(
      most.times <= MOST,
      `${ran}: the calls are gone, their multiplications are not. At most ${MOST}`,
    );
  }
  const now = Math.max(exp.mostCalled.times, sin.mostCalled.times);
  note(`factorial was called 188,000 times; no function is called more than ${times(now)} now.`);
  const calls = exp.calls - 1; // without that of taylorExp itself
  note(
    `taylorExp(${N}) made 125,250 calls; yours makes ${calls.toLocaleString("en-US")}, and none is needed:`,
  );
  note(`one product a term is enough, ${N - 1} in all. Your guess: ${guess} calls.`);
});
