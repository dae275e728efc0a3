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
