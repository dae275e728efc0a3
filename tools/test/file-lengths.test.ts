import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MOST_LINES, tooLongFiles } from "../src/file-lengths.ts";
import { ROOT } from "../src/sources.ts";

test("no file of this repository is too long", () => {
  expect(tooLongFiles(ROOT)).toEqual([]);
});

test("a file that is too long is found, one at the limit is not", () => {
  const dir = mkdtempSync(join(tmpdir(), "hpts-lengths-"));
  writeFileSync(join(dir, "limit.ts"), "x;\n".repeat(MOST_LINES));
  writeFileSync(join(dir, "long.ts"), "x;\n".repeat(MOST_LINES + 1));

  expect(tooLongFiles(dir)).toEqual([`long.ts: ${MOST_LINES + 1}`]);

  rmSync(dir, { recursive: true });
});
