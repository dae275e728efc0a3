/** From the stack of an error to the places that the checklist names. */
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { placesOf } from "../src/checklist/explain.ts";

/** The lab lies around the folder that this process runs in, as when it is started in starter/. */
const labDir = resolve("..");
const where = { labDir, targetDir: process.cwd() };
const frame = (text: string): string => `Error: why\n    at ${text}\n`;

describe("placesOf", () => {
  test("finds the student's code and the check, relative to the lab", () => {
    const code = join(process.cwd(), "timeit.ts");
    const check = join(labDir, "tests", "B2.test.ts");
    const stack = `${frame(`timeit (${code}:3:4)`)}    at async file://${check}?t=1:57:3`;

    const name = process.cwd().slice(labDir.length + 1);
    expect(placesOf(stack, where)).toEqual({
      at: { file: `${name}/timeit.ts`, line: 3, column: 4 },
      checkedAt: { file: "tests/B2.test.ts", line: 57, column: 3 },
    });
  });

  test.each([
    "node:hpts/limited-call:1:44",
    "new Promise (node:internal/promises:1:2)",
    "async node:internal/modules/run:5:6",
    "async Promise.all (node:internal/promises:1:2)",
    "evalmachine.<anonymous>:1:1",
  ])("takes what is no file for none of the folder it runs in: %s", (text) => {
    expect(placesOf(frame(text), where)).toEqual({});
  });
});
