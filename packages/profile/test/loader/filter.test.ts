import { expect, test } from "vitest";
import { type FileFilter, globPattern, isMeasured } from "../../src/loader/filter.ts";
import { candidates } from "../../src/loader/resolve.ts";
import { cleanEnvironment } from "../../src/run/environment.ts";

const ALL: FileFilter = { include: [], exclude: [], cwd: "/work", always: [], own: "/own" };

test("measured are the user's files: not packages, not the profiler", () => {
  const measured = (file: string, filter: Partial<FileFilter> = {}): boolean =>
    isMeasured(file, { ...ALL, ...filter });

  expect(measured("/work/a.ts")).toBe(true);
  expect(measured("/work/node_modules/x/a.js")).toBe(false);
  expect(measured("/own/a.ts")).toBe(false);
  expect(measured("/work/node_modules/x/a.js", { always: ["/work/node_modules/x"] })).toBe(true);
  expect(measured("/work/node_modules/x/a.js", { include: ["node_modules/x"] })).toBe(true);
  expect(measured("/work/b/a.ts", { include: ["*.ts"], exclude: ["b"] })).toBe(false);
});

test.each([
  ["a.ts", "/work/x/y/a.ts", true],
  ["*.test.ts", "/work/x/a.test.ts", true],
  ["src/*.ts", "/work/src/a.ts", true],
  ["src/*.ts", "/work/src/b/a.ts", false],
  ["src/**/*.ts", "/work/src/b/c/a.ts", true],
  ["src", "/work/src/b/c/a.ts", true],
  ["/other/**", "/other/a.ts", true],
  ["a?.ts", "/work/ab.ts", true],
  ["**/a.ts", "/work/x/a.ts", true],
  ["**/a.ts", "/other/x/a.ts", true],
  ["**/work/**", "/work/x/a.ts", false],
  ["**/other/**", "/other/x/a.ts", true],
  ["a+b.ts", "/work/aab.ts", false],
])("the glob %s and %s: %s", (glob, file, isMatch) => {
  expect(globPattern(glob, "/work").test(file)).toBe(isMatch);
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
