import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wallPair } from "./support/wall-pair.ts";

class Particle {
  x: number;
  constructor(x: number) {
    this.x = x;
  }
}

class Counter {
  count = 0;
  add(): number {
    this.count++;
    return this.count;
  }
  get double(): number {
    return 2 * this.count;
  }
}

const anything = (): fc.Arbitrary<unknown> =>
  fc.anything({
    withBigInt: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: false,
    withSparseArray: false,
    withDate: false,
    key: fc.string().filter((key) => !/^(__proto__|[@$]{2})/.test(key) && key !== "constructor"),
  });

describe("values", () => {
  test("come back as they went, there and back", () => {
    const { module } = wallPair({ same: (value: unknown) => ({ value }) });
    fc.assert(
      fc.property(anything(), (value) => {
        expect(module.same(value).value).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  test("of the other side are equal to ours, to the last bit", () => {
    const numbers = [-0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324, 0.1 + 0.2];
    const { module } = wallPair({
      numbers: () => numbers,
      long: () => Array.from({ length: 1000 }, (_, i) => -i),
    });

    expect(module.numbers()).toEqual(numbers);
    expect(Object.is(module.numbers()[0], -0)).toBe(true);
    expect(Object.is(module.long()[0], -0)).toBe(true);
  });

  test("may hold themselves, and lie 10,000 deep", () => {
    const { module } = wallPair({
      cycle() {
        const one: { self?: unknown } = {};
        one.self = one;
        return one;
      },
      deep() {
        let list: unknown[] = [];
        for (let i = 0; i < 10_000; i++) list = [list];
        return list;
      },
    });

    const cycle = module.cycle();
    expect(cycle.self).toBe(cycle);
    let depth = 0;
    for (let list = module.deep(); list !== undefined; list = list[0]) depth++;
    expect(depth).toBe(10_001);
  });
});

describe("objects that both sides know", () => {
  test("keep their identity", () => {
    const kept: unknown[] = [];
    const { module } = wallPair({
      keep: (object: unknown) => void kept.push(object),
      give: () => kept[0],
      Particle,
    });
    const mine = { x: 1 };
    const theirs = new module.Particle(3);

    module.keep(mine);

    expect(module.give()).toBe(mine);
    kept[0] = undefined;
    module.keep(theirs);
    expect(kept[1]).toBeInstanceOf(Particle);
  });

  test("change on this side when the other side changes them", () => {
    const { module } = wallPair({
      move(list: { x: number }[]) {
        list[0]!.x += 1;
        list.reverse();
        list.push({ x: 9 });
      },
    });
    const [first, second] = [{ x: 1 }, { x: 2 }];
    const list = [first, second];

    module.move(list);

    expect(first.x).toBe(2);
    expect(list).toEqual([{ x: 2 }, { x: 2 }, { x: 9 }]);
    expect(list[1]).toBe(first);
  });

  test("change on the other side when this side changes them", () => {
    const { module } = wallPair({ Particle, read: ({ x }: Particle) => x });
    const particle = new module.Particle(1);

    particle.x = 5;

    expect(module.read(particle)).toBe(5);
  });

  test("that were given earlier show what has become of them", () => {
    const shared = { x: 0 };
    const { module } = wallPair({
      *frames() {
        for (;;) {
          shared.x++;
          yield shared;
        }
      },
    });
    const film = module.frames();

    const first = film.next().value;
    film.next();

    expect(first.x).toBe(2);
  });

  test("have methods and accessors that run on their own side", () => {
    const { module } = wallPair({ Counter });
    const counter = new module.Counter();

    expect([counter.add(), counter.add()]).toEqual([1, 2]);
    expect(counter.count).toBe(2);
    expect(counter.double).toBe(4);
  });

  test("typed arrays are changed in place", () => {
    const { module } = wallPair({ fill: (array: Float64Array) => void array.fill(0.5) });
    const array = new Float64Array(3);

    module.fill(array);

    expect([...array]).toEqual([0.5, 0.5, 0.5]);
  });
});

describe("calls", () => {
  test("go back and forth", () => {
    const { module } = wallPair({
      twice: (fn: (x: number) => number, x: number) => fn(fn(x)),
      fib: (n: number, fib: (n: number) => number) => (n < 2 ? n : fib(n - 1) + fib(n - 2)),
    });
    const fib = (n: number): number => module.fib(n, fib);

    expect(module.twice((x: number) => x + 3, 1)).toBe(7);
    expect(fib(7)).toBe(13);
  });

  test("errors keep class, name and message, in both directions", () => {
    const { module } = wallPair({
      fail: () => {
        throw new RangeError("too far");
      },
      passOn: (fn: () => void) => fn(),
    });
    const mine = new TypeError("mine");

    expect(() => module.fail()).toThrow(new RangeError("too far"));
    expect(() => module.fail()).toThrow(RangeError);
    let caught: unknown;
    try {
      module.passOn(() => {
        throw mine;
      });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(mine);
  });

  test("a subclass of the other side's class is one", () => {
    const { module } = wallPair({
      broken(Base: new (x: number) => { x: number; move(dt: number): void }) {
        class Broken extends Base {
          override move(dt: number): void {
            super.move(dt / 2);
          }
        }
        const one = new Broken(1);
        one.move(8);
        return one.x;
      },
    });
    class Mover {
      x: number;
      constructor(x: number) {
        this.x = x;
      }
      move(dt: number): void {
        this.x += dt;
      }
    }

    expect(module.broken(Mover)).toBe(5);
  });

  test("to what always gives nothing are made later, all of them and in order", () => {
    const { module, messages } = wallPair(
      {
        repeat(fn: (i: number) => void, times: number) {
          for (let i = 0; i < times; i++) fn(i);
        },
      },
      { mayDefer: true },
    );
    const seen: number[] = [];

    module.repeat((i: number) => void seen.push(i), 1000);

    expect(seen).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(messages.length).toBeLessThan(100);
  });

  test("to what gave nothing, and then something, are an error, not a lie", () => {
    const { module } = wallPair(
      {
        repeat(fn: (i: number) => unknown) {
          for (let i = 0; i < 100; i++) fn(i);
        },
      },
      { mayDefer: true },
    );

    expect(() => module.repeat((i: number) => (i < 60 ? undefined : i))).toThrow("given a value");
  });
});

describe("what does not cross", () => {
  test("functions that decide what an object is equal to", () => {
    const names = ["asymmetricMatch", "then", "toJSON"];
    const lie = Object.fromEntries([...names.map((name) => [name, () => true]), ["$$typeof", 1]]);
    class Liar {
      asymmetricMatch(): boolean {
        return true;
      }
      valueOf(): number {
        return 0;
      }
    }
    const { module } = wallPair({ lie: () => lie, Liar });

    const got = module.lie();
    for (const name of names) expect(got[name], name).toBe(undefined);
    expect("$$typeof" in got).toBe(false);
    const liar = new module.Liar();
    expect(liar.asymmetricMatch).toBe(undefined);
    expect(typeof liar.valueOf()).toBe("object");
    expect(() => expect(liar).toEqual({ x: 3 })).toThrow();
  });

  test("names that would change a prototype", () => {
    const evil = JSON.parse('{"__proto__": {"polluted": true}, "x": 1}') as object;
    const { module } = wallPair({ evil: () => evil });

    expect(module.evil()).toEqual({ x: 1 });
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined);
  });

  test("methods of the judge's classes that are not on the list", () => {
    class Bench {
      secret = 7;
      add(): number {
        return 1;
      }
      run(): number {
        return this.secret;
      }
    }
    const seen: unknown[] = [];
    const { module } = wallPair(
      {
        look(bench: Bench) {
          seen.push(typeof bench.add, typeof bench.run, bench.secret);
          return bench.add();
        },
      },
      { exposed: ["add"] },
    );

    expect(module.look(new Bench())).toBe(1);
    expect(seen).toEqual(["function", "undefined", undefined]);
  });
});
