/** From TypeScript to what the session runs: names that can be declared anew, imports, lines. */
import { runInThisContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { rewriteImports } from "../src/repl/rewrite-imports.ts";
import { transpile } from "../src/repl/transpile.ts";

async function codeOf(source: string): Promise<string> {
  const result = await transpile(source, "input.ts");
  if (result.kind !== "code") throw new Error(`${source}: ${JSON.stringify(result)}`);
  return result.code.replace("// input.ts\n", "").trim();
}

describe("names of the top level", () => {
  test.each([
    ["const a: number = 1", "var a = 1;"],
    ["let b = 2, c", "var b = 2, c;"],
    ["class K {}", "var K = class {\n};"],
    ["const { d, e: [f] } = x", "var { d, e: [f] } = x;"],
    ["export const g = 1", "var g = 1;"],
    ["type T = number; interface I {}", ""],
  ])("of %j can be declared again", async (source, code) => {
    expect(await codeOf(source)).toBe(code);
  });

  test("may change from any kind to any other, one input after the other", async () => {
    const kinds = ["const n_ = 1", "let n_ = 2", "var n_ = 3", "class n_ {}", "function n_() {}"];
    for (const first of kinds) {
      for (const second of kinds) {
        runInThisContext(await codeOf(first));
        runInThisContext(await codeOf(second));
      }
    }
    expect(runInThisContext("typeof n_")).toBe("function");
  });

  test("inside functions and blocks stay what they are", async () => {
    expect(await codeOf("function f() { const a = 1; return a }")).toContain("const a = 1;");
    expect(await codeOf("{ let a = 1; f(a); }")).toContain("let a = 1;");
  });

  test("an object in braces is an object", async () => {
    expect(await codeOf("{ q: 1, r: 2 }")).toBe("({ q: 1, r: 2 });");
    expect(await codeOf("{ f(); }")).toBe("{\n  f();\n}");
  });
});

describe("imports", () => {
  const rewritten = (code: string): string => rewriteImports(code, "L").code;

  test.each([
    ['import { a, b as c } from "x";', 'var { a: a, b: c } = await L.import("x", ["a", "b"]);'],
    ['import d from "x";', 'var { default: d } = await L.import("x", ["default"]);'],
    ['import * as n from "x";', 'var n = await L.import("x");'],
    [
      'import d, { a } from "x";',
      'var { default: d, a: a } = await L.import("x", ["default", "a"]);',
    ],
    ['import "x";', 'void (await L.import("x"));'],
    ['const m = import("x");', 'const m = L.import("x");'],
  ])("%s", (before, after) => {
    expect(rewritten(before)).toBe(after);
  });

  test.each([
    '`\nimport { a } from "x";\n`;',
    '"import(x)";',
    '// import("x")',
    '/* \nimport "x";\n*/',
    "a.import(1);",
    "reimport(1);",
  ])("%j is none", (code) => {
    expect(rewritten(code)).toBe(code);
  });

  test("over several lines leave the lines below where they are", () => {
    const code = 'import {\n  a,\n  b\n} from "x";\na();';

    expect(rewritten(code).split("\n").indexOf("a();")).toBe(4);
  });

  test("of types are none; names that this input does not use are kept", async () => {
    expect(await codeOf('import type { T } from "x"')).toBe("");
    expect(await codeOf('import { type T, a } from "x"')).toContain('.import("x", ["a"])');
  });
});

describe("places", () => {
  test("in the JavaScript lead back to the TypeScript", async () => {
    const source = 'import { a } from "x"\ninterface I {\n  q: 1\n}\n\n  boom(a as I)';
    const result = await transpile(source, "input.ts");
    if (result.kind !== "code") throw new Error(result.kind);
    const lines = result.code.split("\n");
    const line = lines.findIndex((text) => text.includes("boom("));

    expect(result.map.findEntry(line, lines[line]!.indexOf("boom"))).toMatchObject({
      originalLine: 5,
      originalColumn: 2,
    });
  });
});
