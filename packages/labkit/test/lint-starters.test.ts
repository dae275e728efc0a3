/** The content lint's rules about starters: a Todo, no line of the solution, not too long. */
import { describe, expect, test } from "vitest";
import type { Fault } from "../src/lint/fault.ts";
import { faultsAfter } from "./support/lint-faults.ts";

const double = (body: string): string =>
  `import { todo } from "@hpts/labkit";\n\nexport function double(x: number): number {\n${body}\n}\n`;

describe("rules todo and budget", () => {
  const noTodo: Fault = {
    rule: "todo",
    file: "starter/double.ts",
    message: 'has no todo("M1: ...") for exercise M1',
  };
  const lines = (count: number): string => "// a line\n".repeat(count);

  test("find a Todo that does not start with the exercise's id", async () => {
    const faults = await faultsAfter({ "starter/double.ts": double('  todo("double x");') });

    expect(faults).toEqual([noTodo]);
  });

  test("find a starter of more than 60 lines", async () => {
    const text = double('  todo("M1: double x");');
    const own = text.trimEnd().split("\n").length;

    const faults = await faultsAfter({
      "starter/double.ts": lines(61 - own) + text,
      "starter/halve.ts": lines(60 - own) + text.replaceAll("M1: double", "M2: halve"),
    });

    expect(faults).toEqual([
      {
        rule: "budget",
        file: "starter/double.ts",
        message: "has 61 lines; a starter has at most 60",
      },
    ]);
  });

  const solution = `export function double(x: number): number {
  const twice = x + x;
  return twice;
}
`;

  test.each([
    ["as a comment", '  // const twice = x + x;\n  todo("M1: double x");', 4],
    [
      "in a comment of several lines",
      '  todo("M1: double x");\n  /*\n   * const twice = x + x;\n   */',
      6,
    ],
    [
      "as code that never runs",
      '  todo("M1: double x");\n  const twice = x + x;\n  return twice;',
      5,
    ],
    ["after a Todo that is returned", '  return todo("M1: double x");\n  const twice = x + x;', 5],
  ])("find a line of the solution %s", async (_how, body, line) => {
    const faults = await faultsAfter({
      "solution/double.ts": solution,
      "starter/double.ts": double(body),
    });

    expect(faults).toEqual([
      {
        rule: "todo",
        file: "starter/double.ts",
        line,
        message: "gives a line of the solution away: const twice = x + x;",
      },
    ]);
  });

  test("accept lines that are given before the Todo, or shown above the function", async () => {
    const body = '  const twice = x + x;\n  todo("M1: double x, then return it");';
    const shown = "/** Such as: const twice = x + x; */\nexport const y = 1;\n";

    const faults = await faultsAfter({
      "solution/double.ts": solution,
      "starter/double.ts": double(body) + shown,
    });

    expect(faults).toEqual([]);
  });

  test("accept a Todo that goes over several lines", async () => {
    const faults = await faultsAfter({
      "starter/double.ts": double('  todo(\n    "M1: double x",\n    "a long nudge",\n  );'),
    });

    expect(faults).toEqual([]);
  });
});
