/** `hpts repl` fed from a pipe, in processes of its own: what is printed, and how it ends. */
import { describe, expect, test } from "vitest";
import { REPOSITORY, runScript } from "./support/repl.ts";
import { makeCourse } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";
const course = makeCourse();

/** A session in which nothing goes wrong. */
async function printed(...lines: string[]): Promise<string> {
  const { code, stdout, stderr } = await runScript(course.root, lines);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe.concurrent("a script for hpts repl", () => {
  test("prints results and no prompts", async () => {
    const stdout = await printed(
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
      "_.length",
      'console.log("%s", "as it is")',
    );

    expect(stdout).toBe("2\n42\n7\n{ q: 1 }\n[ 3, 6 ]\n2\nas it is\n");
  });

  test("may declare a name again as something else", async () => {
    const stdout = await printed("const a = 1", 'let a = "two"', "class a {}", "a", "a = 3; a");

    expect(stdout).toBe("[class a]\n3\n");
  });

  test("may take names that hpts itself uses", async () => {
    const stdout = await printed(
      "const process = 1, console = 2, performance = 3, Buffer = 4, URL = 5",
      "%timeit -q -n 1 -r 1 process",
      "process + console + performance + Buffer + URL",
      "%who",
    );

    expect(stdout).toBe("15\nInteractive namespace is empty.\n");
  });

  test("goes on after an error, which is one line with its place, and ends with 1", async () => {
    const { code, stdout, stderr } = await runScript(course.root, [
      "nope",
      "// a comment",
      "interface Unused { a: number }",
      "function fails(): never {",
      '  throw new RangeError("too much\\nof it")',
      "}",
      "1 + fails()",
      "const x = ;",
      "throw 3",
      'await Promise.reject(new Error("later"))',
      "%nope",
      "return 5",
      "await new Promise(() => {})",
      'Promise.reject(new Error("unhandled")); "still here"',
      "let unfinished = (",
    ]);

    expect(stderr.split("\n")).toEqual([
      "<stdin>:1:1: ReferenceError: nope is not defined",
      "<stdin>:5:9: RangeError: too much ...",
      '<stdin>:8:11: SyntaxError: Unexpected ";"',
      "<stdin>:9:1: thrown: 3",
      "<stdin>:10:22: Error: later",
      "<stdin>:11:1: there is no magic %nope: %lsmagic lists them",
      "<stdin>:12:1: SyntaxError: return, module and exports are no part of a session: " +
        "an input is a module",
      "<stdin>:13:1: Error: the input waits for something that never comes",
      "<stdin>:14:16: Error: unhandled",
      "<stdin>:15:19: the input ends too early",
      "",
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "'still here'\n" });
  });

  test("tells what waits for ever or leaves the loop, also at its end", async () => {
    const { code, stderr } = await runScript(course.root, [
      "%timeit -n 2 return 3",
      "%timeit -n 1 -r 1 await new Promise(() => {})",
    ]);

    expect(stderr.split("\n")).toEqual([
      "<stdin>:1:14: the statement does not parse: return, module and exports are no part of " +
        "a session",
      "<stdin>:2:1: Error: the input waits for something that never comes",
      "",
    ]);
    expect(code).toBe(1);
  });

  test("ends at exit, unless that is a name of its own", async () => {
    expect(await printed("let exit = 4", "exit", "quit", "5")).toBe("4\n");
  });

  test("shows of an array of objects only the first ones", async () => {
    const stdout = await printed("Array.from({ length: 500 }, (_, i) => ({ i }))");

    expect(stdout).toContain("... 495 more items");
  });

  test("that is empty is no error", async () => {
    expect(await printed()).toBe("");
  });

  test("imports the course's packages", async () => {
    const { code, stdout, stderr } = await runScript(REPOSITORY, [
      'import { ParticleSimulator, referenceParticles } from "@hpts/core"',
      "const simulator = new ParticleSimulator(referenceParticles())",
      "simulator.evolve(0.1)",
      "simulator.particles[0]?.x.toFixed(6)",
      '(await import("node:path")).sep.length',
    ]);

    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "'0.210270'\n1\n", stderr: "" });
  });
});

describe("files of the student", () => {
  test("are loaded again once they are saved, and whoever imports them", async () => {
    course.reset();
    course.write("mine.ts", 'import { k } from "./k.ts";\nexport const f = () => 10 * k;\n');
    course.write("k.ts", "export const k: number = 1;\n");
    const stdout = await printed(
      'import { writeFileSync } from "node:fs"',
      'import { f } from "./mine.ts"',
      "f()",
      'writeFileSync("k.ts", "export const k = 2;")',
      "f()",
      'import { f } from "./mine"',
      "f()",
      'import { f as again } from "./mine.ts"',
      "again === f",
      "%reload",
      "again === f",
      "f()",
    );

    expect(stdout).toBe("10\n10\n20\ntrue\n4 imports run again\ntrue\n20\n");
  });

  test("are named with line and column in errors, without the frames of others", async () => {
    course.reset();
    course.write("broken.ts", "export const a = 1;\nexport const b: = 2;\n");
    const { stderr } = await runScript(course.root, [
      `import { double } from "./${DOUBLE}"`,
      "double(2)",
      'import { a } from "./broken.ts"',
      'import { a } from "./missing.ts"',
      `import { triple } from "./${DOUBLE}"`,
    ]);

    expect(course.plain(stderr).split("\n")).toEqual([
      `${DOUBLE}:4:3: Todo: F1: double x (called from <stdin>:2:1)`,
      'broken.ts:2:17: SyntaxError: Unexpected "=" (called from <stdin>:3:1)',
      "<stdin>:4:1: Error: Cannot find module '<course>/missing.ts'",
      `<stdin>:5:24: SyntaxError: ./${DOUBLE} exports no triple, but double`,
      "",
    ]);
  });

  test("are run anew with arguments, loaded as if typed, and written", async () => {
    course.reset();
    course.write("tool.ts", "export const args: string[] = process.argv.slice(2);\n");
    course.write("typed.ts", "const hidden: number = 5;\nhidden * 2;\n");
    const stdout = await printed(
      '%run tool.ts a "b c"',
      "args",
      "%run tool",
      "args",
      "%load typed.ts",
      "hidden",
      "%save out.ts 2 6",
      "%hist -n 1-2",
    );

    expect(stdout).toBe(
      "[ 'a', 'b c' ]\n[]\n10\n5\n2 inputs written to out.ts\n" +
        '   1: %run tool.ts a "b c"\n   2: args\n',
    );
    expect(course.read("out.ts")).toBe("args\nhidden\n");
  });

  test("are not overwritten unasked", async () => {
    course.reset();
    course.write("out.ts", "mine\n");
    const { code, stderr } = await runScript(course.root, ["1", "%save out.ts 1", "%run nix.ts"]);

    expect(course.plain(stderr)).toBe(
      "<stdin>:2:1: out.ts is there already: -f overwrites it, -a appends\n" +
        "<stdin>:3:1: there is no file nix.ts in <course>\n",
    );
    expect(code).toBe(1);
    expect(course.read("out.ts")).toBe("mine\n");
  });
});
