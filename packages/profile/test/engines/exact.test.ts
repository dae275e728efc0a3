import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { frameTotals } from "../../src/index.ts";
import { runProgram } from "../../src/run/run-program.ts";
import { callsByName, edges, runFiles } from "./run.ts";

const PROGRAMS = join(import.meta.dirname, "../fixtures/programs");

async function calls(text: string): Promise<Record<string, string>> {
  const { profile, stderr } = await runFiles({ "main.mts": text });
  expect(stderr).toBe("");
  return callsByName(profile);
}

describe("engine exact", () => {
  test("counts 188000 calls of factorial, 750 of them primitive, as cProfile does", async () => {
    const { profile } = await runProgram("taylor.ts", { cwd: PROGRAMS, output: "pipe" });

    expect(callsByName(profile)).toEqual({
      "<module>": "1",
      benchmark: "1",
      taylorExp: "1",
      "callback of from": "500",
      taylorSin: "1",
      factorial: "188000/750",
    });
    expect(profile?.meta).toMatchObject({ engine: "exact", exit: 0, command: ["taylor.ts"] });
  });

  test("sums of self times are what the root has, and none is negative", async () => {
    const { profile } = await runProgram("taylor.ts", { cwd: PROGRAMS, output: "pipe" });

    const { selfUs, rawSelfUs } = profile?.nodes ?? { selfUs: [], rawSelfUs: [] };
    expect([...selfUs].every((us, i) => us >= 0 && us <= (rawSelfUs?.[i] ?? 0))).toBe(true);
    expect(profile?.meta.calibrationNsPerCall).toBeGreaterThan(0);
  });

  test("an exception leaves the functions that it passes", async () => {
    const { profile } = await runFiles({
      "main.mts": `function thrower() { throw new Error("x"); }
        function middle() { thrower(); }
        function after() {}
        function catcher() { try { middle(); } catch { after(); } after(); }
        catcher(); after();`,
    });

    expect(edges(profile!).filter((edge) => edge.endsWith("after"))).toEqual([
      "<module> > after",
      "catcher > after",
    ]);
  });

  test("a generator is called once, and what it calls hangs under it", async () => {
    const { profile } = await runFiles({
      "main.mts": `function leaf(n: number) { return n; }
        function* inner(n: number) { try { for (let i = 0; i < n; i++) yield leaf(i); } finally { leaf(0); } }
        function* outer() { yield* inner(3); leaf(1); }
        function use() { for (const one of outer()) { leaf(one); if (one === 1) break; } leaf(2); }
        use();`,
    });

    expect(callsByName(profile)).toMatchObject({ outer: "1", inner: "1", leaf: "6" });
    expect(edges(profile!)).toEqual([
      "(root) > <module>",
      "<module> > use",
      "inner > leaf",
      "outer > inner",
      "use > leaf",
      "use > outer",
    ]);
  });

  test("a generator that is thrown into goes on as itself", async () => {
    const { profile } = await runFiles({
      "main.mts": `function leaf() {}
        function* gen() { try { yield 1; } catch { leaf(); } yield 2; }
        function use() { const it = gen(); it.next(); it.throw(new Error()); leaf(); }
        use();`,
    });

    expect(edges(profile!)).toContain("gen > leaf");
    expect(edges(profile!)).toContain("use > leaf");
  });

  test("an await is no call, and nobody's time while it waits", async () => {
    const { profile, stdout } = await runFiles({
      "main.mts": `const sleep = (ms: number) => new Promise<number>((r) => setTimeout(r, ms, ms));
        function leaf(n: number) { return n; }
        async function slow(n: number) { return leaf(await sleep(n)); }
        async function fails() { await sleep(1); throw new Error("no"); }
        async function all() {
          try { await fails(); } catch { leaf(1); } finally { leaf(2); }
          return Promise.all([slow(20), slow(await slow(1))]);
        }
        console.log(await all()); leaf(3);`,
    });

    expect(stdout).toBe("[ 20, 1 ]\n");
    expect(callsByName(profile)).toMatchObject({ slow: "3", all: "1", fails: "1", leaf: "6" });
    expect(edges(profile!).filter((edge) => edge.endsWith("leaf"))).toEqual([
      "<module> > leaf",
      "all > leaf",
      "slow > leaf",
    ]);
    const slow = profile!.frames.name.indexOf("slow");
    expect(frameTotals(profile!).waitUs[slow]).toBeGreaterThan(0);
  });

  test("for await and async generators leave nobody behind", async () => {
    const { profile, stdout } = await runFiles({
      "main.mts": `function leaf(n: number) { return n; }
        async function one(n: number) { await null; return leaf(n); }
        async function* numbers() { yield one(1); yield await one(2); yield* [3, 4]; leaf(9); }
        async function sum() {
          let total = 0;
          outer: for await (const n of numbers()) { if (n === 3) continue outer; total += leaf(n); }
          for await (const n of [5, Promise.resolve(6)]) { total += n; if (n === 6) break; }
          leaf(0);
          return total;
        }
        function after() {}
        setTimeout(after, 20);
        console.log(await sum());`,
    });

    expect(stdout).toBe("18\n");
    expect(callsByName(profile)).toMatchObject({ sum: "1", numbers: "1", one: "2", after: "1" });
    expect(edges(profile!)).toEqual([
      "(root) > <module>",
      "(root) > after",
      "<module> > sum",
      "numbers > leaf",
      "numbers > one",
      "one > leaf",
      "sum > leaf",
      "sum > numbers",
    ]);
  });

  test("classes: constructors, fields, accessors, private and static members", async () => {
    expect(
      await calls(`class A { #x = 1; static make = (n: number) => new B(n);
          get size() { return this.#x; } #hidden() { return this.size; } method() { return this.#hidden(); } }
        class B extends A {
          y = 2;
          constructor(private readonly n: number, public m = double(n)) { super(); this.method(); }
          arrow = () => this.n + this.m + this.y;
          static { double(1); }
        }
        function double(n: number) { return n * 2; }
        if (A.make(3).arrow() !== 11) throw new Error("wrong");`),
    ).toEqual({
      "<module>": "1",
      "A.make": "1",
      "A.get size": "1",
      "A.#hidden": "1",
      "A.method": "1",
      "B.constructor": "1",
      "B.arrow": "1",
      double: "2",
    });
  });

  test("recursion over several functions is primitive once", async () => {
    const counted = await calls(`function even(n: number): boolean { return n === 0 || odd(n - 1); }
      function odd(n: number): boolean { return n !== 0 && even(n - 1); }
      even(10); odd(3);`);

    expect(counted).toMatchObject({ even: "8/2", odd: "7/2" });
  });

  test("a tree above its limit is folded, and says so", async () => {
    const text = `function a(d: number): void { if (d > 0) { b(d - 1); c(d - 1); } }
      function b(d: number): void { if (d > 0) { a(d - 1); c(d - 1); } }
      function c(d: number): void { if (d > 0) { a(d - 1); b(d - 1); } }
      a(12);`;
    const { profile } = await runFiles({ "main.mts": text }, { nodeLimit: 500 });

    expect(profile?.meta.notes.join()).toContain("folded");
    const total = Object.values(callsByName(profile)).reduce(
      (sum, n) => sum + Number.parseInt(n, 10),
      0,
    );
    expect(total).toBe(2 ** 13);
  });
});
