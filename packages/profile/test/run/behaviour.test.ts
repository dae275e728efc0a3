import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { ProfileError } from "../../src/index.ts";
import { type RunProgramOptions, runProgram } from "../../src/run/run-program.ts";
import { callsByName, programFiles, runFiles } from "../engines/run.ts";

describe("a profiled program behaves as it does without", () => {
  test("process.exit keeps its code, and its own exit handlers run", async () => {
    const run = await runFiles({
      "main.ts": `process.on("exit", (code) => console.log("exit", code));
        function stop(): never { process.exit(7); }
        stop();`,
    });

    expect([run.exitCode, run.stdout]).toEqual([7, "exit 7\n"]);
    expect(callsByName(run.profile)).toMatchObject({ stop: "1" });
  });

  test("an uncaught error shows the lines of the TypeScript file", async () => {
    const run = await runFiles({
      "main.mts": `interface Unused {
  a: number;
}
function bad(x: number): never {

  throw new RangeError("wrong" + x);
}
bad(3);
`,
    });

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("RangeError: wrong3");
    expect(run.stderr).toMatch(/at bad \(.*main\.mts:6:9\)/);
    expect(run.stderr).toMatch(/main\.mts:8:1/);
    expect(callsByName(run.profile)).toMatchObject({ bad: "1" });
  });

  test("arguments, working folder, shebang, BOM, eval and new Function", async () => {
    const run = await runFiles(
      {
        "main.ts": `\uFEFF#!/usr/bin/env node
"use strict";
import { basename } from "node:path";
process.chdir("sub");
console.log(process.argv.slice(2).join(), basename(process.cwd()), eval("1 + 1"), new Function("return 3")());
`,
        "sub/x.txt": "",
      },
      { args: ["-x", "--y=1"] },
    );

    expect([run.stdout, run.stderr, run.exitCode]).toEqual(["-x,--y=1 sub 2 3\n", "", 0]);
  });

  test("CommonJS, ES modules, JSON, and .js that is .ts", async () => {
    const run = await runFiles({
      "main.cts": `const { twice } = require("./twice.cts") as { twice(n: number): number };
        const data = require("./data.json");
        import("./later.mjs").then(({ later }) => console.log(twice(data.n), later(4)));`,
      "twice.cts": `exports.twice = (n: number): number => n * 2;`,
      "later.mts": `import { half } from "./half.js"; export const later = (n: number) => half(n);`,
      "half.ts": `export function half(n: number) { return n / 2; }`,
      "data.json": `{ "n": 21 }`,
    });

    expect([run.stdout, run.stderr]).toEqual(["42 2\n", ""]);
    expect(callsByName(run.profile)).toMatchObject({
      "exports.twice": "1",
      later: "1",
      half: "1",
    });
  });

  test("its threads are measured too, also one that is terminated", async () => {
    const run = await runFiles({
      "main.mts": `import { Worker } from "node:worker_threads";
        const done = new Worker(new URL("./done.mts", import.meta.url), { workerData: 5 });
        done.on("message", (n) => console.log(n));
        const stuck = new Worker(new URL("./stuck.mts", import.meta.url));
        stuck.on("message", () => setTimeout(() => stuck.terminate(), 50));`,
      "done.mts": `import { parentPort, workerData } from "node:worker_threads";
        function square(n: number) { return n * n; }
        parentPort!.postMessage(square(workerData));`,
      "stuck.mts": `import { parentPort } from "node:worker_threads";
        function spin() { parentPort!.postMessage(1); for (;;); }
        spin();`,
    });

    expect(run.stdout).toBe("25\n");
    expect(callsByName(run.profile)).toMatchObject({ square: "1", spin: "1" });
    expect(run.profile?.meta.threads).toBe(3);
  });

  test("an import cycle of functions that are called early", async () => {
    const run = await runFiles({
      "main.mts": `import { b } from "./b.mts"; export function a() { return "a"; } console.log(b());`,
      "b.mts": `import { a } from "./main.mts"; export function b() { return "b"; } console.log(a());`,
    });

    expect([run.stdout, run.stderr]).toEqual(["a\nb\n", ""]);
  });
});

/** Ctrl+C as soon as the program prints something. */
function stoppedAtOutput(): RunProgramOptions {
  const stop = new AbortController();
  return { signal: stop.signal, onOutput: () => stop.abort() };
}

describe("programs that do not end by themselves", () => {
  const LOOP = `function spin() { for (;;); }
    console.log("ready");
    spin();`;

  test.each(["exact", "sample", "line"] as const)(
    "an endless loop that is interrupted leaves its profile: %s",
    async (engine) => {
      const run = await runFiles({ "main.mts": LOOP }, { engine, ...stoppedAtOutput() });

      expect([run.exitCode, run.exitSignal, run.stdout]).toEqual([130, "SIGINT", "ready\n"]);
      const spin = run.profile!.frames.name.indexOf("spin");
      const time = run.profile!.nodes.selfUs.filter((_, i) => run.profile!.nodes.frame[i] === spin);
      expect(Math.max(...time)).toBeGreaterThan(0);
    },
  );

  test("a program's own handler decides", async () => {
    const run = await runFiles(
      {
        "main.mts": `process.on("SIGINT", () => { console.log("bye"); process.exit(3); });
          console.log("ready");
          setTimeout(() => {}, 60_000);`,
      },
      stoppedAtOutput(),
    );

    expect([run.exitCode, run.stdout]).toEqual([3, "ready\nbye\n"]);
    expect(run.profile?.meta.exit).toBe(3);
  });
});

describe("programs that cannot be run", () => {
  test("a file that does not parse: its place, before anything is started", async () => {
    const cwd = programFiles({ "bad.ts": "let x = 1;\nlet y: number = ;\n" });

    await expect(runProgram("bad.ts", { cwd })).rejects.toThrow(/^bad\.ts:2:17: /);
    await expect(runProgram("none.ts", { cwd })).rejects.toThrow(ProfileError);
    await expect(runProgram(".", { cwd })).rejects.toThrow(/is a folder/);
  });

  test("an import that does not parse: its place, and no profile of nothing", async () => {
    const run = await runFiles({
      "main.mts": `import "./bad.mts";`,
      "bad.mts": "function (",
    });

    expect(run.problem).toMatch(/^bad\.mts:1:\d+: /);
    expect([run.exitCode, run.stderr]).toEqual([1, ""]);
  });

  test("an import that does not parse, and that the program is prepared for", async () => {
    const run = await runFiles({
      "main.mts": `import { Worker } from "node:worker_threads";
        const bad = new URL("./bad.mts", import.meta.url);
        await import("./bad.mts").catch((error) => console.log("import", error.message));
        new Worker(bad).on("error", ({ message }) => {
          console.log("worker", message);
          process.on("uncaughtException", (error) => console.log("caught", error.message));
          import("./bad.mts?again");
        });`,
      "bad.mts": "let a = ;",
    });

    const what = "bad.mts:1:9: Unexpected token";
    expect(run.stdout).toBe(`import ${what}\nworker ${what}\ncaught ${what}\n`);
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  });
});

test("a package's command can be run, and is measured", async () => {
  const cwd = programFiles({
    "node_modules/tool/package.json": `{ "name": "tool", "type": "module", "bin": "./cli.js" }`,
    "node_modules/tool/cli.js": `function greet(name) { return "hello " + name; }
      console.log(greet(process.argv[2]));`,
  });

  const run = await runProgram("tool", { cwd, isPackage: true, args: ["you"], output: "pipe" });

  expect(run.stdout).toBe("hello you\n");
  expect(callsByName(run.profile)).toMatchObject({ greet: "1" });
});

test("only files that are included are measured", async () => {
  const files = {
    "main.mts": `import { a } from "./lib/a.mts"; function own() { return a(); } own();`,
    "lib/a.mts": `export function a() { return 1; }`,
  };

  const excluded = await runFiles(files, { exclude: ["lib"] });
  const included = await runFiles(files, { include: ["lib/**"] });

  expect(Object.keys(callsByName(excluded.profile)).sort()).toEqual(["<module>", "own"]);
  expect(Object.keys(callsByName(included.profile)).sort()).toEqual(["<module>", "a"]);
});

test("the same output as plain Node has, byte for byte", async () => {
  const text = `const log = [];
    async function* g() { for (const n of [1, 2, 3]) { log.push("g" + n); yield n; } }
    async function f(name) { for await (const n of g()) log.push(name + n); }
    const tick = async () => { for (let i = 0; i < 9; i++) { await null; log.push("t" + i); } };
    await Promise.all([f("a"), tick(), f("b")]);
    console.log(log.join(" "));`;
  const cwd = programFiles({ "main.mjs": text });
  const plain = spawnSync(process.execPath, ["main.mjs"], { cwd, encoding: "utf8" });

  const run = await runProgram("main.mjs", { cwd, output: "pipe" });

  expect(run.stdout).toBe(plain.stdout);
});
