import { expect, test } from "vitest";
import { lineTable, livePart, ProfileError } from "../../src/index.ts";
import { hitsByLine } from "../engines/run.ts";
import { covered, liveProgram, placeOf } from "./live-program.ts";

interface Program {
  sum(n: number): number;
  other(): number;
  counter: { add(n: number): number; total: number };
  during(work: () => void): void;
}

const PROGRAM = `
type Count = number;
function sum(n: Count): Count {
  let total = 0;
  for (let i = 0; i < n; i++) {
    if (i % 2 === 0) {
      total += i;
    }
  }
  return total;
}
function other(): Count {
  return 1;
}
class Counter {
  total: Count = 0;
  add(n: Count): Count {
    this.total += n;
    return n === 0 ? this.total : this.add(n - 1);
  }
}
function during(work: () => void): void {
  work();
}
return { sum, other, counter: new Counter(), during };`;

function program() {
  const { value, options, url } = liveProgram<Program>(PROGRAM);
  return {
    value,
    linesOf: (fn: (...args: never[]) => unknown) => ({ ...options, linesOf: placeOf(fn, url) }),
  };
}

test("hits of the lines of one function are exact, in lines of the TypeScript", () => {
  const { value, linesOf } = program();

  const profile = covered(() => [value.sum(10), value.other()], linesOf(value.sum));

  expect(profile.meta.engine).toBe("line");
  expect(hitsByLine(profile)).toEqual({ 4: 1, 5: 11, 6: 10, 7: 5, 10: 1 });
});

test("a method of an object that is alive keeps its state, and counts its recursion", () => {
  const { value, linesOf } = program();
  value.counter.add(1);

  const profile = covered(() => value.counter.add(3), linesOf(value.counter.add));

  expect(hitsByLine(profile)).toEqual({ 18: 4, 19: 4 });
  expect(value.counter.total).toBe(7);
  expect(lineTable(profile, { function: "add" })).toContain("this.total += n;");
});

test("afterwards the code is what it was, and nothing of us is left", () => {
  const { value, linesOf } = program();
  const before = String(value.sum);
  let during = "";

  covered(() => {
    during = String(value.sum);
  }, linesOf(value.sum));

  expect(during).toContain("__hpts_live[");
  expect(String(value.sum)).toBe(before);
  expect(value.sum(10)).toBe(20);
  expect(Object.keys(globalThis).filter((name) => name.includes("hpts"))).toEqual([]);
});

test("a function that is running cannot be changed: an error, and nothing is", () => {
  const { value, linesOf } = program();
  const before = String(value.during);
  let problem: unknown;

  value.during(() => {
    try {
      livePart(linesOf(value.during));
    } catch (error) {
      problem = error;
    }
  });

  expect(problem).toBeInstanceOf(ProfileError);
  expect(String(problem)).toMatch(/lines of during cannot be counted now: it is running/);
  expect(String(value.during)).toBe(before);
  expect(Object.keys(globalThis).filter((name) => name.includes("hpts"))).toEqual([]);
  expect(hitsByLine(covered(() => value.sum(1), linesOf(value.sum)))).toMatchObject({ 4: 1 });
});
