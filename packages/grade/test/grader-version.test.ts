import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { digestOf, graderVersion } from "../src/grader-version.ts";

const dir = mkdtempSync(join(tmpdir(), "hpts-version-"));
afterAll(() => rmSync(dir, { recursive: true }));

test("another hidden case makes another grader; ends of lines and notes do not", () => {
  mkdirSync(join(dir, "hidden"));
  writeFileSync(join(dir, "hidden", "cases.ts"), "export const n = 1;\n");
  const before = digestOf(dir);

  writeFileSync(join(dir, "hidden", "cases.ts"), "export const n = 1;\r\n");
  writeFileSync(join(dir, "README.md"), "of no effect");
  expect(digestOf(dir)).toBe(before);

  writeFileSync(join(dir, "hidden", "cases.ts"), "export const n = 2;\n");
  expect(digestOf(dir)).not.toBe(before);
});

test("the grader says which one it is", () => {
  expect(graderVersion()).toMatch(/^hpts-grade 1\.[0-9a-f]{12}$/);
});
