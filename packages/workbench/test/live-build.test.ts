import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LiveBuild } from "../src/live/live-build.ts";
import { markLoops } from "../src/live/loop-marks.ts";
import { type CourseCopy, courseCopy } from "./measure/support/course-copy.ts";

describe("the student's code as a module", () => {
  let course: CourseCopy;
  let build: LiveBuild;
  const file = (name: string): string => join(course.root, "labs/modeling", name);
  beforeEach(() => {
    course = courseCopy("modeling");
    build = new LiveBuild(course.lab("modeling"));
  });
  afterEach(async () => {
    await build.close();
    course.remove();
  });

  test("equal code keeps its number, other code gets another, and the old is kept", async () => {
    const first = await build.build();
    writeFileSync(file("starter/steps.ts"), "// only a comment\nexport const stepsFor = 0;\n");
    const second = await build.build();
    course.solve("modeling");
    const third = await build.build();

    expect([first, second, third]).toEqual([{ version: 1 }, { version: 1 }, { version: 2 }]);
    expect(build.codeOf(1)).toContain("M4");
    expect(build.codeOf(3)).toBeUndefined();
  });

  test("a fault has esbuild's own words, with the place and the line", async () => {
    writeFileSync(file("starter/motion.ts"), "export const x = 1;\nexport const y = (2;\n");

    expect(await build.build()).toEqual({
      faults: [
        {
          message: 'Expected ")" but found ";"',
          at: { file: "starter/motion.ts", line: 2, column: 20 },
          // Not "motion.ts:2:19": esbuild counts columns from 0.
          text: expect.stringMatching(/^Expected[^:]*2 │ export const y = \(2;\n.*\^/s),
        },
      ],
    });
  });

  test("a place in the module is one in the student's file", async () => {
    course.solve("modeling");
    await build.build();
    const lines = build.codeOf(1)!.split("\n");
    const line = lines.findIndex((one) => one.includes("Math.sqrt(x * x + y * y)"));
    const column = lines[line]!.indexOf("Math.sqrt");

    expect(build.placeOf(1, line + 1, column + 1)).toEqual({
      file: "starter/motion.ts",
      line: 19,
      column: 16,
    });
    expect(build.placeOf(1, 1_000_000, 1)?.file).not.toBe("starter/motion.ts");
    expect(build.placeOf(9, 1, 1)).toBeUndefined();
  });

  test("nothing outside of the course gets into it, by a path or by a link", async () => {
    const outside = mkdtempSync(join(tmpdir(), "hpts-outside-"));
    writeFileSync(join(outside, "secret.ts"), "export const secret = 'SECRET';\n");
    symlinkSync(join(outside, "secret.ts"), file("starter/linked.ts"));
    try {
      for (const path of [join(outside, "secret.ts"), "./linked.ts"]) {
        writeFileSync(
          file("starter/particle.ts"),
          `import { secret } from ${JSON.stringify(path)};\nexport class Particle { name = secret; }\n`,
        );
        const built = await build.build();
        expect(built).toMatchObject({
          faults: [{ message: expect.stringContaining("is not in this lab") }],
        });
        expect(build.codeOf(1) ?? "").not.toContain("SECRET");
      }
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test("code with marks in its loops is the same but for these, and is not the latest", async () => {
    course.solve("modeling");
    await build.build();

    expect(await build.buildMarked()).toBe(2);
    expect(build.codeOf(2)).toContain('__hptsLoop("starter/simulator.ts:23:5")');
    expect(await build.build()).toEqual({ version: 1 });
  });

  test("what is Node's can be imported, and says what it is when it is used", async () => {
    writeFileSync(
      file("starter/particle.ts"),
      `import { readFileSync } from "node:fs";
export class Particle { constructor() { readFileSync("/etc/passwd"); } }
`,
    );

    expect(await build.build()).toEqual({ version: 1 });
    expect(build.codeOf(1)).toContain("node:fs is a part of Node, and this runs in a page");
  });

  test("a file that is missing is named", async () => {
    rmSync(file("starter/motion.ts"));

    expect(await build.build()).toMatchObject({
      faults: [{ message: expect.stringContaining("motion") }],
    });
    cpSync(file("solution/motion.ts"), file("starter/motion.ts"));
    expect(await build.build()).toEqual({ version: 1 });
  });
});

describe("marks in loops", () => {
  test.each([
    ["for (;;) {}", 'for (;;) {__hptsLoop("x.ts:1:1");}'],
    ["for (;;);", 'for (;;){__hptsLoop("x.ts:1:1");;}'],
    ["\n  while (true) f();", '\n  while (true) {__hptsLoop("x.ts:2:3");f();}'],
    ["do f(); while (x)", 'do {__hptsLoop("x.ts:1:1");f();} while (x)'],
    [
      "for (const a of b) for (const c in a) f();",
      'for (const a of b) {__hptsLoop("x.ts:1:1");for (const c in a) {__hptsLoop("x.ts:1:20");f();}}',
    ],
    [
      "const s: string = 'é😀'; while (1) {}",
      "const s: string = 'é😀'; while (1) {__hptsLoop(\"x.ts:1:26\");}",
    ],
    ["'for (;;) {}';", "'for (;;) {}';"],
  ])("%j", (source, marked) => {
    expect(markLoops("x.ts", source)).toBe(marked);
  });
});
