import { Session } from "node:inspector";
import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { frameTotals, livePart, type Profile } from "../../src/index.ts";
import { loadedScripts } from "../../src/run/live-code.ts";
import { covered, liveProgram } from "./live-program.ts";

interface Shapes {
  fib(n: number): number;
  area(count: number): number;
  later(): Promise<number>;
  unused(): void;
}

/** Types on lines of their own: the code that runs has other lines. */
const SHAPES = `
interface Shape {
  area(): number;
}
class Circle implements Shape {
  radius: number = 2;
  get half(): number { return this.radius / 2; }
  area(): number { return 3 * this.half; }
  static make = (): Circle => new Circle();
}
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
async function later(): Promise<number> { await null; return fib(3); }
function unused(): void {}
const area = (count: number): number =>
  Array.from({ length: count }, () => Circle.make().area()).reduce((a, b) => a + b);
return { fib, area, later, unused };`;

/** "name:line" and calls of the functions that were called. */
function calls({ frames }: Profile): Record<string, number> {
  return Object.fromEntries(
    frames.name.flatMap((name, i) => {
      const count = frames.calls?.[i] ?? 0;
      return count === 0 ? [] : [[`${name}:${frames.line[i]}`, count]];
    }),
  );
}

test("calls of functions, recursion included, are exact", () => {
  const { value, options } = liveProgram<Shapes>(SHAPES);

  const profile = covered(() => value.fib(15), options);

  expect(calls(profile)).toEqual({ "fib:11": 1973 });
  expect([profile.meta.engine, profile.nodes.calls]).toEqual(["count", undefined]);
  expect(profile.meta.notes.join()).toContain("callers are sampled");
});

test("methods, getters, arrows and callbacks, at their places in the TypeScript", () => {
  const { value, options } = liveProgram<Shapes>(SHAPES);

  const profile = covered(() => value.area(10), options);

  expect(calls(profile)).toMatchObject({
    "Circle.get half:7": 10,
    "Circle.area:8": 10,
    "area:16": 1,
    "callback of reduce:17": 9,
  });
  expect(Object.keys(profile.sources ?? {})).toEqual(["live.ts"]);
});

test("V8 does not change functions in fields of a class: their calls are not counted", () => {
  const { value, options } = liveProgram<Shapes>(SHAPES);

  expect(calls(covered(() => value.area(10), options))).not.toHaveProperty("Circle.make:9");
});

test("the time of a hot function is its own, and not its caller's", () => {
  const { value, options } = liveProgram<{ caller(n: number): number }>(`
function hot(n: number): number { let s = 0; for (let i = 0; i < n; i++) s += i % 7; return s; }
return { caller: (n: number): number => hot(n) + 1 };`);

  const profile = covered(() => value.caller(1e8), options);
  const { selfUs } = frameTotals(profile);
  const share = (name: string): number =>
    selfUs[profile.frames.name.indexOf(name)]! / selfUs.reduce((sum, us) => sum + us);

  expect(share("hot")).toBeGreaterThan(0.9);
});

test("a text is counted before it runs, and runs again afterwards", () => {
  const { value, options } = liveProgram<Shapes>(SHAPES);
  const part = livePart(options);
  const code = part.count("In[1]", "(fib) => [1, 2, 3].map((n) => fib(n)).length");
  const run = runInThisContext(code) as (fib: Shapes["fib"]) => number;
  run(value.fib);
  const profile = part.end();

  expect(calls(profile)).toEqual({ "(anonymous):1": 1, "callback of map:1": 3, "fib:11": 9 });
  expect(run(value.fib)).toBe(3);
  Reflect.deleteProperty(globalThis, "__hpts_live");
});

test("each part counts from 0, and only what is the program's", () => {
  const { value, options } = liveProgram<Shapes>(SHAPES);
  value.fib(10);
  covered(() => value.fib(10), options);

  const profile = covered(() => [3].map((n) => value.fib(n)), options);

  expect(calls(profile)).toEqual({ "fib:11": 5 });
  expect(profile.frames.file.filter((file) => file !== "" && file !== "live.ts")).toEqual([]);
});

test("code that was counted before is one script, however often", () => {
  const { value, options, url } = liveProgram<Shapes>(SHAPES);
  for (let i = 0; i < 8; i++) covered(() => value.fib(3), options);
  const session = new Session();
  session.connect();

  expect(loadedScripts(session, (one) => one === url)).toHaveLength(1);
  session.disconnect();
});

test("a part without a call of the program is empty", () => {
  const { options } = liveProgram<Shapes>(SHAPES);

  const profile = covered(() => undefined, options);

  expect(calls(profile)).toEqual({});
});
