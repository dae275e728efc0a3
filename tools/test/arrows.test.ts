import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { checkArrows } from "../src/arrows.ts";
import { ROOT } from "../src/sources.ts";

const made: string[] = [];

afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

/** A repository with nothing but these files; what was planted is all that can be found. */
function repository(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "hpts-arrows-"));
  made.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

function found(files: Record<string, string>): string[] {
  return checkArrows(repository(files)).map(
    ({ file, line, message }) => `${file}:${line} ${message}`,
  );
}

describe("this repository", () => {
  test("has no import that the table does not allow", () => {
    expect(checkArrows(ROOT)).toEqual([]);
  });
});

describe("a planted violation is found", () => {
  test("tools that reach into a package, but for what is read before the installation", () => {
    const text = 'export * from "../../packages/cli/bin/swallowed.mjs";\n';

    expect(
      found({ "tools/bootstrap/npm-options.mjs": text, "tools/bootstrap/other.mjs": text }),
    ).toEqual([
      "tools/bootstrap/other.mjs:1 reaches into packages/cli/bin/swallowed.mjs; " +
        "import the package by its name",
    ]);
  });

  test("a package that imports a sibling", () => {
    expect(found({ "packages/core/src/a.ts": '\nimport { x } from "@hpts/labkit";\n' })).toEqual([
      "packages/core/src/a.ts:2 packages/core must not import @hpts/labkit",
    ]);
  });

  test("a lab that imports the command line, also by import() and re-export", () => {
    expect(
      found({
        "labs/modeling/starter/a.ts": 'export * from "@hpts/cli";\nawait import("@hpts/grade");\n',
      }),
    ).toEqual([
      "labs/modeling/starter/a.ts:1 labs/modeling must not import @hpts/cli",
      "labs/modeling/starter/a.ts:2 labs/modeling must not import @hpts/grade",
    ]);
  });

  test("an import that reaches into another package's sources", () => {
    expect(
      found({
        "packages/cli/src/a.ts":
          'import "../../labkit/src/todo.ts";\nimport "@hpts/labkit/src/todo.ts";\n',
      }),
    ).toEqual([
      "packages/cli/src/a.ts:1 reaches into packages/labkit/src/todo.ts; import the package by its name",
      "packages/cli/src/a.ts:2 reaches past the exports of @hpts/labkit",
    ]);
  });

  test("a lab that imports another lab", () => {
    expect(found({ "labs/timing/tests/a.ts": 'import "../../testing/starter/b.ts";' })).toEqual([
      "labs/timing/tests/a.ts:1 reaches into labs/testing/starter/b.ts; import the package by its name",
    ]);
  });

  test("a dependency that is declared without being allowed", () => {
    const json = JSON.stringify({ devDependencies: { "@hpts/cli": "workspace:*" } });
    expect(found({ "packages/viz/package.json": json })).toEqual([
      "packages/viz/package.json:1 packages/viz must not depend on @hpts/cli",
    ]);
  });

  test("a package that the table does not know", () => {
    expect(found({ "packages/extra/package.json": "{}" })).toEqual([
      "packages/extra/package.json:1 packages/extra is not in the table of tools/src/arrows.ts",
    ]);
  });

  test("files that import each other in a circle", () => {
    expect(
      found({
        "packages/core/src/a.ts": 'import "./b.ts";',
        "packages/core/src/b.ts": 'import "./a.ts";',
      }),
    ).toEqual([
      "packages/core/src/a.ts:1 import cycle: packages/core/src/a.ts -> packages/core/src/b.ts -> packages/core/src/a.ts",
    ]);
  });

  test("results of bench in viz, where more than types is imported", () => {
    expect(
      found({
        "packages/viz/src/a.ts":
          'import type { Result } from "@hpts/bench";\nimport { run } from "@hpts/bench";\n',
      }),
    ).toEqual(["packages/viz/src/a.ts:2 packages/viz must not import @hpts/bench"]);
  });
});

describe("what is allowed is not found", () => {
  test("comments, strings, allowed arrows, types in a circle, settings by path", () => {
    expect(
      found({
        "packages/core/src/a.ts":
          '// import "@hpts/cli";\nexport const b = \'import "@hpts/cli"\';\nimport type {} from "./b.ts";\n',
        "packages/core/src/b.ts": 'import "./a.ts";\n',
        "packages/cli/src/a.ts": 'import "@hpts/labkit/lab";\n',
        "labs/timing/starter/a.ts": 'import "@hpts/bench";\n',
        "labs/timing/vitest.config.ts":
          'import "../../packages/labkit/src/run/vitest-config.ts";\n',
      }),
    ).toEqual([]);
  });
});
