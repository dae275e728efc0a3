/** Code that never comes to an end: what it costs the student, and what the checklist says. */
import { afterEach, describe, expect, test } from "vitest";
import type { CheckResult, LabResult } from "../src/checklist/result.ts";
import { openLab } from "../src/run/session.ts";
import { type LabFiles, makeLab, writeFiles } from "./support/temporary-lab.ts";

/** Many checks that all call the student's function. */
const FOUR_CHECKS = `import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { double } from "#lab/double";

exercise("comes first", () => {});
for (const x of [1, 2, 3]) {
  exercise("doubles " + x, () => expect(double(x), "twice").toBe(2 * x), { limitMs: 300 });
}
`;

async function resultWith(
  double: string,
  tests = FOUR_CHECKS,
  others: LabFiles = {},
): Promise<LabResult> {
  const lab = makeLab({ "tests/M1.test.ts": tests });
  writeFiles(lab, { ...others, "starter/double.ts": double });
  const session = await openLab(lab);
  try {
    const [result] = await session.run();
    return result!;
  } finally {
    await session.close();
  }
}

const messagesOf = ({ exercises }: LabResult, id: string): (string | undefined)[] =>
  exercises.find((one) => one.id === id)!.checks.map(({ message }: CheckResult) => message);

const LONG_STRINGS = `const all: string[] = [];
export const double = (): void => {
  for (;;) all.push("x".repeat(1e4) + all.length);
};
`;
const LONG_ARRAY = `const all: number[] = [];
export const double = (): void => {
  for (;;) all.push(1);
};
`;

describe("a function that uses up all memory", () => {
  afterEach(() => {
    delete process.env["NODE_OPTIONS"];
  });

  test.each([
    ["the heap is full", LONG_STRINGS, "--max-old-space-size=40"],
    ["an array has grown too large", LONG_ARRAY, "--max-old-space-size=300"],
  ])("is called so, in plain words: %s", async (_how, double, nodeOptions) => {
    process.env["NODE_OPTIONS"] = nodeOptions;
    const result = await resultWith(double, FOUR_CHECKS.replace("300", "60_000"));

    expect(messagesOf(result, "M1")).toEqual([
      "the code of starter/double.ts used up all memory: is there a loop that never ends and keeps adding to an array or a string?",
    ]);
    expect(messagesOf(result, "M2")).toEqual(["M2: halve x"]);
    expect(result.faults).toEqual([]);
    expect(result.output?.text.trim() ?? "").toBe("");
  });
});

describe("a function that never comes back", () => {
  test("is waited for once an exercise, however many checks call it", async () => {
    const result = await resultWith("export const double = (): void => {\n  for (;;);\n};\n");

    expect(messagesOf(result, "M1")).toEqual([
      undefined,
      expect.stringMatching(/^still running after 0.3 s: /),
      'not run, because "doubles 1" took too long',
      'not run, because "doubles 1" took too long',
    ]);
    expect(messagesOf(result, "M2")).toEqual(["M2: halve x"]);
  });

  test("has its place also when it prints all the time, while the file is loaded", async () => {
    // With the usual limit of ten seconds: by then the heap is full of what was printed.
    const result = await resultWith(
      'export const double = 1;\nfor (let i = 0; ; i++) console.log("x is now", i);\n',
    );

    const [check] = result.exercises[0]!.checks;
    expect(check).toMatchObject({
      name: "loading the files",
      message: "did not come back and had to be stopped: is there a loop that never ends?",
      at: { file: "starter/double.ts", line: 2 },
    });
  });

  test("is waited for once also when it is a promise", async () => {
    const result = await resultWith(
      "export const double = () => new Promise(() => {});\n",
      FOUR_CHECKS.replace("() => expect(double(x)", "async () => expect(await double(x)"),
    );

    expect(messagesOf(result, "M1").slice(2)).toEqual(
      Array.from({ length: 2 }, () => 'not run, because "doubles 1" took too long'),
    );
  });

  test("is blamed on the file with the loop, not on one that the loop calls", async () => {
    const helper = "export const next = (x: number): number => {\n  return x + 1;\n};\n";
    const double = `import { inner } from "./inner.ts";
export const double = (x: number): number => {
  for (let i = 0; i < 3; ) {
    x = inner(x);
  }
  return x;
};
`;
    const inner = `import { next } from "./next.ts";
export const inner = (x: number): number => {
  let sum = 0;
  for (let i = 0; i < 300; i++) sum = next(sum);
  return sum + x;
};
`;
    const result = await resultWith(double, FOUR_CHECKS, {
      "starter/inner.ts": inner,
      "starter/next.ts": helper,
    });

    const place = result.exercises[0]!.checks[1]?.at;
    expect(place?.file).toBe("starter/double.ts");
    expect(place?.line).toBeGreaterThanOrEqual(3);
    expect(place?.line).toBeLessThanOrEqual(4);
  });
});
