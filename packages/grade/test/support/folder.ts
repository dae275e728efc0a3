/** A folder that is gone after the tests of a file. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "hpts-test-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
