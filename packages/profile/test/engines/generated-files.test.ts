import { transformSync } from "esbuild";
import { expect, test } from "vitest";
import { GeneratedFiles } from "../../src/engines/generated-files.ts";
import { functionTable } from "../../src/instrument/function-table.ts";

const SOURCE = `function first(): number { return 1; }
interface Gone { x: number }
class Sim {
  static made = 0;
  evolve(n: number): number { return n; }
  get steps(): number { return 3; }
  run = (n: number): number => n;
}
`;

test("V8's places lead to the functions of the source, methods too", () => {
  const { code } = transformSync(SOURCE, {
    loader: "ts",
    sourcemap: "inline",
    sourcefile: "/a.ts",
    target: "node20",
  });
  const table = {
    thread: "",
    file: "/a.ts",
    url: "file:///a.ts?repl=1",
    source: SOURCE,
    lines: [],
  };
  const functions = functionTable("/a.ts", SOURCE);
  const files = new GeneratedFiles([{ ...table, functions, code }]);
  const lines = code.split("\n");
  // V8 has a function begin at its parameters.
  const found = (text: string, name: string): string | undefined => {
    const line = lines.findIndex((one) => one.includes(text));
    const column = lines[line]!.indexOf("(", lines[line]!.indexOf(text));
    return files.functionAt("file:///a.ts?repl=1", line + 1, column, name)?.name;
  };

  expect(found("function first", "first")).toBe("first");
  expect(found("evolve(", "evolve")).toBe("Sim.evolve");
  expect(found("get steps", "get steps")).toBe("Sim.get steps");
  expect(found("run = ", "Sim.run")).toBe("Sim.run");
  expect(files.functionAt("file:///a.ts?repl=1", 1, 0, "")?.name).toBe("<module>");
});

test("a line that V8 took over from an inlined function is that function's, if only one has it", () => {
  const outer = "function outer(): void {\n  for (;;);\n}\n";
  const inner = `${"\n".repeat(5)}function inner(): number {\n  return 1;\n}\n`;
  const tableOf = (file: string, source: string) => ({
    thread: "",
    file,
    url: `file://${file}`,
    source,
    code: source,
    functions: functionTable(file, source),
    lines: [],
  });
  const [a, b, c] = [tableOf("/a.ts", outer), tableOf("/b.ts", inner), tableOf("/c.ts", inner)];
  const frame = { functionName: "outer", url: "file:///a.ts", lineNumber: 0, columnNumber: 14 };
  const ownerOf = (tables: (typeof a)[], line: number): string | undefined =>
    new GeneratedFiles(tables).ownerOf(frame, line)?.name;

  expect(ownerOf([a, b], 2)).toBe("outer");
  expect(ownerOf([a, b], 7)).toBe("inner");
  expect(ownerOf([a, b, c], 7)).toBeUndefined();
  expect(ownerOf([a, b], 4)).toBeUndefined();
});
