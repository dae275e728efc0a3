/** `--metric instructions`, with programs in place of perf and valgrind that print given counts. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findCounter, instructionsPerCall } from "../src/process/instructions.ts";

const PATH = process.env["PATH"];
const what = { index: 0, name: "one", params: {}, complexity: undefined, twin: 0 };
/** What a dry process takes, and what 20 batches of k = 100 calls of 7 instructions add to it. */
const DRY = 600_000_000;
const FULL = DRY + 20 * 100 * 7;

describe.skipIf(process.platform === "win32")("instructions of a call", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "hpts-counter-"));
    process.env["PATH"] = dir;
  });
  afterEach(() => {
    process.env["PATH"] = PATH;
    rmSync(dir, { recursive: true });
  });

  const install = (name: string, script: string): void => {
    writeFileSync(join(dir, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(dir, name), 0o755);
  };
  const countPerCall = (counter: "perf" | "valgrind"): Promise<number> =>
    instructionsPerCall(counter, join(dir, "main.mjs"), what, 100);
  const byOrder = (line: (count: number) => string): string =>
    `case "$*" in *'"isDry":true'*) ${line(DRY)};; *) ${line(FULL)};; esac`;

  test("are perf's, less those of a process that makes no such calls", async () => {
    install(
      "perf",
      byOrder((count) => `echo "${count},,instructions:u,1,100.00,," > "$6"`),
    );

    expect(await findCounter(dir)).toBe("perf");
    expect(await countPerCall("perf")).toBe(7);
  });

  test("are valgrind's where the processor does not let perf count", async () => {
    install("perf", 'echo "<not supported>,,instructions:u,0,100.00,," > "$6"');
    const shown = (count: number): string => count.toLocaleString("en");
    install(
      "valgrind",
      byOrder((count) => `echo "==7== I   refs:      ${shown(count)}" >&2`),
    );

    expect(await findCounter(dir)).toBe("valgrind");
    expect(await countPerCall("valgrind")).toBe(7);
  });

  test("cannot be had without either, and that is one sentence", async () => {
    await expect(findCounter(dir)).rejects.toThrow(/needs Linux' perf .* neither works here$/);
  });

  test("cannot be had of a process that ends badly", async () => {
    install("valgrind", "exit 9");

    await expect(countPerCall("valgrind")).rejects.toThrow(
      "its calls could not be counted: valgrind ended with 9",
    );
  });
});
