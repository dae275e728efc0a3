import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { removeFolder } from "../src/sandbox/workspace.ts";

test("folders are removed, however deep somebody has made them", () => {
  const dir = mkdtempSync(join(tmpdir(), "hpts-deep-"));
  mkdirSync(join(dir, ...Array<string>(1900).fill("d")), { recursive: true });

  removeFolder(dir);
  removeFolder(dir);

  expect(existsSync(dir)).toBe(false);
});
