/** Pages that are made from the code say what the code says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GENERATED, generated } from "../../handbook/generate/pages.ts";
import { HANDBOOK } from "../../handbook/site/places.ts";

describe("the reference", () => {
  test.each([...GENERATED.keys()])("%s is up to date", { timeout: 120_000 }, (name) => {
    const written = readFileSync(join(HANDBOOK, "reference", name), "utf8");

    expect(written, `run \`pnpm docs:reference ${name}\`, and commit it`).toBe(generated(name));
  });

  test("no error code is without words", () => {
    expect(generated("error-codes.md")).not.toMatch(/\| {2}\|$/m);
  });
});
