/** How other programs are started: never through a shell, which would split paths at blanks. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { npx, runCollected, turbo } from "../bootstrap/run.mjs";
import { filesBelow, ROOT } from "../src/sources.ts";

describe("starting programs", () => {
  test("npx is the JavaScript of npm, and runs", async () => {
    const [program, args] = npx(["--version"]) as [string, string[]];

    const { code, output } = await runCollected(program, args);

    expect(program).toBe(process.execPath);
    expect(existsSync(args[0]!)).toBe(true);
    expect(output).toMatch(/^\d+\.\d+\.\d+$/m);
    expect(code).toBe(0);
  });

  test("turbo is started by the Node that runs us", () => {
    expect(turbo(["test"])[0]).toBe(process.execPath);
  });

  test("no script behind npm start and npm test uses a shell", () => {
    const scripts = filesBelow(join(ROOT, "tools")).filter((file) => file.endsWith(".mjs"));

    const withShell = scripts.filter((file) =>
      /\bshell:/.test(readFileSync(join(ROOT, "tools", file), "utf8")),
    );

    expect(scripts).toContain("style.mjs");
    expect(withShell).toEqual([]);
  });
});
