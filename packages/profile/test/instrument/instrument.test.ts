import { describe, expect, test } from "vitest";
import { instrument } from "../../src/instrument/instrument.ts";
import { parse, SyntaxProblem } from "../../src/instrument/syntax.ts";

/** The text that engine `exact` runs, and the names of its functions. */
function written(text: string, engine = "exact") {
  let id = 0;
  const next = (): number => ++id;
  const { code, functions, lines } = instrument(text, parse("main.ts", text), {
    engine,
    numbering: { function: next, line: next },
    isModule: true,
    header: () => "",
  });
  return { code: code.toString(), names: functions.map(({ name }) => name), functions, lines };
}

describe("instrument", () => {
  test("lines of the text stay where they are", () => {
    const text = "function f(\n  x: number,\n) {\n  return x;\n}\n\nf(1);\n";
    const { code } = written(text, "line");

    const places = (all: string): number[] =>
      ["return x", "f(1)"].map((part) => all.slice(0, all.indexOf(part)).split("\n").length);
    expect(places(code)).toEqual(places(text));
  });

  test("what is written parses, whatever the shape of a function", () => {
    const shapes = [
      "function empty() {}",
      "function strict() { 'use strict' }",
      "const a = () => {};",
      "const b = (x: number) => ({ x });",
      "const c = async <T,>(x: T): Promise<T> => await x;",
      "function* g() { const x = yield; yield x, yield* [1] }",
      "async function* h() { for await (const x of [1]) yield x }",
      "class A { constructor() {} get x() { return 1 } static { f() } async *m() {} }",
      "abstract class B { abstract m(): void; n?(): void }",
      "function over(a: string): void; function over(a: unknown): void { a }",
      "declare function outside(): void;",
      "namespace N { export function f() { return 1 } }",
      "if (a) b(); else if (c) for (;;) d(); else { }",
      "x: while (1) { break x }",
      "export default function () {}",
      "export default () => 1",
      "async () => { if (a) await b; else await c\nawait d }",
      "label: for await (const x of y) for (const z of x) continue label;",
    ];

    for (const engine of ["exact", "clock", "line", "count"]) {
      for (const shape of shapes) {
        const { code } = written(shape, engine);
        expect(() => parse("main.ts", code), `${engine}: ${code}`).not.toThrow();
      }
    }
  });

  test("every function has a name", () => {
    const text = `const area = () => 1;
      class Circle { grow() {} static make = () => 1; #own() {} get size() { return 1; } constructor() {} }
      [1].map((x) => x); new Promise(() => {});
      const o = { key: () => 1, method() {} };
      exports.twice = function () {};
      const Named = class { run() {} };
      (() => 1)();
      function outer(callback = () => 1) { return function inner() {}; }`;

    expect(written(text).names).toEqual([
      "<module>",
      "area",
      "Circle.grow",
      "Circle.make",
      "Circle.#own",
      "Circle.get size",
      "Circle.constructor",
      "callback of map",
      "callback of Promise",
      "key",
      "method",
      "exports.twice",
      "Named.run",
      "(anonymous)",
      "outer",
      "callback",
      "inner",
    ]);
  });

  test("a hashbang and directives stay first", () => {
    const { code } = written("#!/usr/bin/env node\n'use strict';\nf();\n");

    expect(code).toMatch(/^#!\/usr\/bin\/env node\n'use strict';;/);
  });

  test("a function begins where its name is found, from 1", () => {
    const { functions } = written("\n  class A {\n    m() {}\n  }\n");

    expect(functions[1]).toMatchObject({ name: "A.m", line: 3, column: 5 });
  });

  test("a text that does not parse: where, and why", () => {
    expect(() => parse("main.ts", "let a;\nlet b = ;\n")).toThrow(SyntaxProblem);
    expect(() => parse("main.ts", "return 1;")).not.toThrow();
  });
});
