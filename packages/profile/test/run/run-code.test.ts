import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type RunCodeOptions, run, runctx } from "../../src/index.ts";
import { callsByName, programFiles } from "../engines/run.ts";

/** Runs in a folder of its own, and keeps the report. */
function held(files: Record<string, string> = {}) {
  const cwd = programFiles({ "package.json": "{}", ...files });
  const report: string[] = [];
  const stream = { write: (text: string) => report.push(text) };
  const options: RunCodeOptions = { cwd, stream, output: "pipe" };
  return { cwd, options, report: () => report.join("") };
}

const FIB = "function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2); }";

describe("run", () => {
  test("counts every call of a text, and prints the report as cProfile.run does", async () => {
    const { options, report } = held();

    const { profile, stdout, exitCode } = await run(`${FIB}\nconsole.log(fib(10));`, options);

    expect([stdout, exitCode]).toEqual(["55\n", 0]);
    expect(callsByName(profile)).toEqual({ "<module>": "1", fib: "177/1" });
    expect(report()).toMatch(/Ordered by: cumulative time/);
    expect(report()).toMatch(/^ +177\/1 .* <string>:1\(fib\)$/m);
  });

  test("finds imports as from the working folder, and leaves no file there", async () => {
    const { cwd, options } = held({ "fib.ts": `export ${FIB}` });

    const { profile } = await run('import { fib } from "./fib.ts"; fib(3);', options);

    expect(callsByName(profile)).toMatchObject({ fib: "5/1" });
    expect(readdirSync(cwd).sort()).toEqual(["fib.ts", "package.json"]);
  });

  test("sorts and restricts the report", async () => {
    const { options, report } = held();

    await run(`${FIB} fib(3);`, { ...options, sortBy: ["ncalls"], linesToPrint: "fib" });

    expect(report()).toContain("Ordered by: call count");
    expect(report()).not.toContain("<module>");
  });

  test("a text that throws has its report, and its error", async () => {
    const { options, report } = held();

    const { exitCode, stderr } = await run(`${FIB}\nfib(4);\nthrow new Error("no");`, options);

    expect([exitCode, /Error: no/.test(stderr)]).toEqual([1, true]);
    expect(report()).toContain("9/1");
  });

  test("a text that does not parse: where", async () => {
    const { cwd, options } = held();

    await expect(run("let x = 1;\nlet y = ;", options)).rejects.toThrow(/^<string>:2:9: /);
    expect(readdirSync(cwd)).toEqual(["package.json"]);
  });
});

describe("runctx", () => {
  test("gives values by name, which the text can change and hide", async () => {
    const { options } = held();
    const context = { xs: [3, 1, 2], total: 0, sizes: new Map([["a", 2]]), hidden: 1 };

    const { stdout, profile } = await runctx(
      `function add(x: number): void { total += x; }
       const hidden = 2;
       xs.forEach((x) => add(x));
       console.log(total, sizes.get("a"), hidden);`,
      context,
      options,
    );

    expect(stdout).toBe("6 2 2\n");
    expect(callsByName(profile)).toMatchObject({ add: "3" });
    expect(context.total).toBe(0);
  });

  test("says which value cannot be handed over", async () => {
    const { options } = held();

    const done = runctx("f()", { ok: 1, f: () => 1 }, options);

    await expect(done).rejects.toThrow(/^runctx: f cannot be/);
  });
});
