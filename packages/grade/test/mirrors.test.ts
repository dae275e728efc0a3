import { describe, expect, test } from "vitest";
import type { ObjectState, Value } from "../src/wall/message.ts";
import { Mirrors } from "../src/wall/mirrors.ts";
import { wallPair } from "./support/wall-pair.ts";

/** The judge's side, without anybody on the other one. */
const judge = (): Mirrors =>
  new Mirrors({
    side: "judge",
    exposureOf: () => ({ methods: [], hasFields: false }),
    functionTwin: (_id, name) => Object.defineProperty(() => [], "name", { value: name }),
    prototypeTwin: () => ({}),
    promiseTwin: () => Promise.resolve(),
    watch: () => {},
  });

const METHODS: ObjectState = { i: 3, t: "function", n: "map" };
const withMethod = (i: number): ObjectState => ({ i, t: "object", k: ["map"], v: [{ r: 3 }] });
const numberOf = (value: Value | undefined): number => (value as { r: number }).r;

describe("states that the other side makes up", () => {
  test("give no methods to an array of the judge's", () => {
    const mirrors = judge();
    const list = [1, 2, 3];
    const [value] = mirrors.pack([list]).values;

    const forged = withMethod(numberOf(value));
    expect(() => mirrors.unpack([METHODS, forged], [], [])).toThrow("does not change its kind");
    expect(list.map((x) => 2 * x)).toEqual([2, 4, 6]);
  });

  test("give no methods to an array of their own", () => {
    const mirrors = judge();
    mirrors.unpack([{ i: 1, t: "array", v: [1, 2] }, METHODS], [], []);

    expect(() => mirrors.unpack([withMethod(1)], [], [])).toThrow("does not change its kind");
    expect((mirrors.object(1) as number[]).map((x) => 2 * x)).toEqual([2, 4]);
  });

  test("set nothing on functions and unexposed objects of the judge's", () => {
    class Ledger {
      noted = 0;
      note(): void {
        this.noted++;
      }
    }
    const mirrors = judge();
    const [ledger, fn] = [new Ledger(), () => 1];

    for (const value of mirrors.pack([ledger, fn]).values) {
      mirrors.unpack([{ i: numberOf(value), t: "object", k: ["noted"], v: [9] }], [], []);
    }

    expect(ledger.noted).toBe(0);
    expect("noted" in fn).toBe(false);
  });
});

test("code under test cannot set fields that it is not shown", () => {
  class Bench {
    secret = 7;
    add(): number {
      return this.secret;
    }
  }
  const { module } = wallPair(
    {
      look(bench: Bench) {
        bench.secret = 0;
        return bench.add();
      },
    },
    { exposed: ["add"] },
  );

  expect(module.look(new Bench())).toBe(7);
});
