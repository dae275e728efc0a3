import { expect, test } from "vitest";
import { type FileFilter, globPattern, isMeasured } from "../../src/loader/filter.ts";
import { candidates } from "../../src/loader/resolve.ts";
import { cleanEnvironment } from "../../src/run/environment.ts";

const ALL: FileFilter = { include: [], exclude: [], cwd: "/home/me", always: [], own: "/own" };

test("measured are the user's files: not packages, not the profiler", () => {
  const measured = (file: string, filter: Partial<FileFilter> = {}): boolean =>
    isMeasured(file, { ...ALL, ...filter });

  expect(measured("/home/me/a.ts")).toBe(true);
  expect(measured("/home/me/node_modules/x/a.js")).toBe(false);
  expect(measured("/own/a.ts")).toBe(false);
  expect(measured("/home/me/node_modules/x/a.js", { always: ["/home/me/node_modules/x"] })).toBe(
    true,
  );
  expect(measured("/home/me/node_modules/x/a.js", { include: ["node_modules/x"] })).toBe(true);
  expect(measured("/home/me/b/a.ts", { include: ["*.ts"], exclude: ["b"] })).toBe(false);
});

test.each([
  ["a.ts", "/home/me/x/y/a.ts", true],
  ["*.test.ts", "/home/me/x/a.test.ts", true],
  ["src/*.ts", "/home/me/src/a.ts", true],
  ["src/*.ts", "/home/me/src/b/a.ts", false],
  ["src/**/*.ts", "/home/me/src/b/c/a.ts", true],
  ["src", "/home/me/src/b/c/a.ts", true],
  ["/other/**", "/other/a.ts", true],
  ["a?.ts", "/home/me/ab.ts", true],
  ["**/a.ts", "/home/me/x/a.ts", true],
  ["**/a.ts", "/other/x/a.ts", true],
  ["**/home/me/**", "/home/me/x/a.ts", false],
  ["**/other/**", "/other/x/a.ts", true],
  ["a+b.ts", "/home/me/aab.ts", false],
])("the glob %s and %s: %s", (glob, file, isMatch) => {
  expect(globPattern(glob, "/home/me").test(file)).toBe(isMatch);
});

test("a .js that is imported may be TypeScript", () => {
  expect(candidates("./a.js", undefined)).toEqual(["./a.ts", "./a.tsx"]);
  expect(candidates("./a", undefined)).toEqual(["./a.ts", "./a.tsx", "./a/index.ts"]);
  expect(candidates("./a.mjs", undefined)).toEqual(["./a.mts"]);
  expect(candidates("package/a.js", undefined)).toEqual([]);
});

test("a profiled program starts without tsx, and with all else in NODE_OPTIONS", () => {
  const clean = (given: string) => cleanEnvironment({ NODE_OPTIONS: given })["NODE_OPTIONS"];

  expect(clean("--import tsx")).toBeUndefined();
  expect(clean("--max-old-space-size=99 --import=file:///x/tsx/dist/loader.mjs")).toBe(
    "--max-old-space-size=99",
  );
  expect(clean("--require ./own.cjs")).toBe("--require ./own.cjs");
});
