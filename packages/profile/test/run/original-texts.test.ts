/** What a profiled program sees of its own text. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { measureProgram } from "../../src/memory.ts";
import { runProgram } from "../../src/run/run-program.ts";
import { programFiles } from "../engines/run.ts";

const BODY = `
function plain(a, b = (x) => x + 1) { if (a) return b(a); else return 0; }
const arrow = (x) => ({ x, f: () => [x] });
const short = async (x) => await x;
function empty() {}
function strict() { "use strict" }
function outer() { function inner() { return 1 } }
function* gen() { for (const x of [1]) yield x; yield; yield* [2]; }
async function later() { for await (const x of [1]) { try { await x } catch (e) { await e } } }
class A extends Array { static make() { return new this() } get big() { return this.length > 2 }
  #own(n) { return n * 2 } constructor() { super(); } field = () => this.#own(3); static { this.k = 1; } }
const o = { area() { return 3 }, get side() { return 1 }, "a-b": function () { return 2 } };
const side = Object.getOwnPropertyDescriptor(o, "side").get;
const all = [plain, arrow, short, empty, strict, outer, gen, later, A, A.make, o.area, side, o["a-b"], arrow(1).f];
console.log(JSON.stringify(all.map(String)));
const again = new Function("return (" + plain.toString() + ")")();
const { toString } = Function.prototype;
console.log(again(4), toString.toString() === "function toString() { [native code] }", toString.name,
  toString.length, Object.keys(Function.prototype).length, [].map.toString());
try { toString.call({}) } catch (error) { console.log(error.name); }
`;

describe.each(["exact", "clock", "count", "line", "sample"] as const)("engine %s", (engine) => {
  test.each(["main.mjs", "main.cjs"])(
    "functions have the text that they have without it: %s",
    async (name) => {
      const cwd = programFiles({ [name]: BODY });
      const plain = spawnSync(process.execPath, [name], { cwd, encoding: "utf8" });
      expect(plain.stderr).toBe("");

      const { stdout, stderr } = await runProgram(name, { cwd, engine, output: "pipe" });

      expect({ stdout, stderr }).toEqual({ stdout: plain.stdout, stderr: "" });
    },
  );
});

test("in memory by line as well", async () => {
  const cwd = programFiles({ "main.mjs": BODY });
  const plain = spawnSync(process.execPath, ["main.mjs"], { cwd, encoding: "utf8" });

  const { stdout } = await measureProgram("main.mjs", { what: "lines", cwd, output: "pipe" });

  expect(stdout).toBe(plain.stdout);
});

test.each(["exact", "line"] as const)(
  "of TypeScript the text is JavaScript: %s",
  async (engine) => {
    const text = `enum Kind { A, B }
    interface Shape { area(): number }
    class Circle<T> implements Shape {
      constructor(private readonly r: number) {}
      public static of(r: number): Circle<Kind> { return new Circle<Kind>(r) }
      area(): number { return this.r * Kind.B }
    }
    function twice<T extends number>(x: T, f = (y: T): number => y * 2): number { return f(x) }
    const again = new Function("return " + twice)() as typeof twice;
    console.log(again(21), [twice, Circle, Circle.of].map(String).join().includes("__hpts_"));
    console.log(String(twice), String(Circle.prototype.area), String(Circle).split("\\n")[0]);`;
    const cwd = programFiles({ "main.mts": text });

    const { stdout, stderr } = await runProgram("main.mts", { cwd, engine, output: "pipe" });

    expect(stderr).toBe("");
    expect(stdout).toBe(`42 false
function twice(x, f = (y) => y * 2) {
  return f(x);
} area() {
    return this.r * 1 /* B */;
  } class Circle {
`);
  },
);

test("a function's text that only parts of are instrumented in: lines of some functions", async () => {
  const text = `function outer() { const inner = () => 1; return inner() } outer(); console.log(String(outer));`;
  const cwd = programFiles({ "main.mjs": text });

  const { stdout } = await runProgram("main.mjs", {
    cwd,
    engine: "line",
    functions: ["inner"],
    output: "pipe",
  });

  expect(stdout).toBe("function outer() { const inner = () => 1; return inner() }\n");
});
