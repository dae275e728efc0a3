import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import type { Profile } from "../../src/index.ts";
import { cpuprofile, read } from "./other-profiles.ts";
import { TAYLOR_SOURCE } from "./taylor-profile.ts";
import { inFolder } from "./tools.ts";

describe("source maps", () => {
  const build = (dir: string, sourcemap: "inline" | "external", minify = false): string => {
    mkdirSync(join(dir, "dist"), { recursive: true });
    const file = join(dir, "dist/taylor.js");
    const { code, map } = transformSync(`// one line more\n${TAYLOR_SOURCE}`, {
      loader: "ts",
      sourcemap,
      minifyWhitespace: minify,
      sourcefile: "../taylor.ts",
    });
    writeFileSync(
      file,
      sourcemap === "inline" ? code : `${code}//# sourceMappingURL=taylor.js.map\n`,
    );
    if (sourcemap === "external") writeFileSync(`${file}.map`, map);
    return file;
  };
  const profileOf = (file: string, line: number): Profile => {
    const { nodes } = cpuprofile() as { nodes: Record<string, unknown>[] };
    const url = pathToFileURL(file).href;
    const code = readFileSync(file, "utf8").split("\n");
    const at = code.findIndex((text) => text.includes("function taylor"));
    const columnNumber = (code[at] as string).indexOf("(", (code[at] as string).indexOf("taylor"));
    const callFrame = { functionName: "taylor", scriptId: "1", url, lineNumber: at, columnNumber };
    const positionTicks = [{ line, ticks: 1 }];
    return read(
      cpuprofile({ nodes: [nodes[0], { id: 2, callFrame, hitCount: 1, positionTicks }] }),
    );
  };

  for (const kind of ["inline", "external"] as const) {
    test(`that are ${kind} lead to TypeScript's lines`, async () => {
      await inFolder((dir) => {
        const file = build(dir, kind);
        const generated = readFileSync(file, "utf8")
          .split("\n")
          .findIndex((text) => text.includes("sum +="));

        const { frames, lines } = profileOf(file, generated + 1);

        expect([frames.file[1], frames.line[1]]).toEqual([join(dir, "taylor.ts"), 5]);
        expect(Array.from(lines?.line ?? [])).toEqual([8]);
      });
    });
  }

  test("of code in one line give functions, and say that lines are lost", async () => {
    await inFolder((dir) => {
      const { frames, lines, meta } = profileOf(build(dir, "inline", true), 1);

      expect(frames.line[1]).toBe(5);
      expect(lines).toBeUndefined();
      expect(meta.notes.join()).toMatch(/its lines cannot be told apart/);
    });
  });

  test("are named in the last line only: strings of a program are no maps", async () => {
    await inFolder((dir) => {
      const file = build(dir, "inline");
      const code = readFileSync(file, "utf8").replace(/\/\/# sourceMappingURL=\S+\s*$/, "");
      const text = "//# sourceMappingURL=data:application/json;base64,";
      writeFileSync(file, `${code}const url = "${text}" + factorial;\n`);

      const { frames, meta } = profileOf(file, 3);

      expect(frames.file[1]).toBe(file);
      expect(meta.notes).toEqual([]);
    });
  });

  test("are missing for TypeScript that tsx ran in one line: its lines are left out", async () => {
    await inFolder((dir) => {
      const file = join(dir, "taylor.ts");
      writeFileSync(file, TAYLOR_SOURCE);
      const { nodes } = cpuprofile() as { nodes: [unknown, Record<string, unknown>] };
      const callFrame = {
        functionName: "taylor",
        url: pathToFileURL(file).href,
        lineNumber: 1,
        columnNumber: 99,
      };
      const squashed = { ...nodes[1], callFrame, positionTicks: [{ line: 2, ticks: 1 }] };

      const { lines, meta } = read(cpuprofile({ nodes: [nodes[0], squashed] }));

      expect(lines).toBeUndefined();
      expect(meta.notes.join()).toMatch(
        /taylor\.ts ran with all of its code in one line, as under tsx/,
      );
    });
  });

  test("that are damaged are said to be, and the code's own places stay", async () => {
    await inFolder((dir) => {
      const file = build(dir, "external");
      writeFileSync(`${file}.map`, "{");

      const { frames, meta } = profileOf(file, 3);

      expect(frames.file[1]).toBe(file);
      expect(meta.notes.join()).toMatch(/The source map of .* cannot be used/);
    });
  });
});
