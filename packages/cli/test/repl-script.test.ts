/** `hpts repl` fed from a pipe, in processes of its own. */
import { describe, expect, test } from "vitest";
import { runScript } from "./support/repl.ts";
import { makeCourse } from "./support/temporary-course.ts";

describe.concurrent("hpts repl < script", () => {
  const course = makeCourse();

  test("prints results and no prompts", async () => {
    const { code, stdout, stderr } = await runScript(course, [
      "const a: number = 1",
      "a + 1",
      "function twice(n: number) {",
      "  return 2 * n;",
      "}",
      "twice(21)",
      "undefined",
      "await new Promise<number>((resolve) => setTimeout(() => resolve(7), 5))",
      "{ q: 1 }",
      "[1, 2]",
      "  .map((x) => x * 3)",
    ]);

    expect(stdout).toBe("2\n42\n7\n{ q: 1 }\n[ 3, 6 ]\n");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
