import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Profiler, profiled, profiledWith, Stats } from "../src/index.ts";
import { runFiles } from "./engines/run.ts";

const PACKAGE = JSON.stringify(fileURLToPath(new URL("../src/index.ts", import.meta.url)));
const FIB = "function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2); }";

/** What a program that profiles itself prints, when it is run by an engine. */
async function printed(text: string): Promise<unknown> {
  const program = `import { Profiler, frameTotals, profiled, profiledWith } from ${PACKAGE};
    function callsOf(profiler: Profiler): Record<string, string> {
      const profile = profiler.profile();
      const { calls, primitiveCalls } = frameTotals(profile);
      return Object.fromEntries(profile.frames.name.flatMap((name, i) =>
        calls?.[i] ? [[name, calls[i] + "/" + primitiveCalls?.[i]]] : []));
    }
    ${FIB}
    ${text}`;
  const { stdout, stderr } = await runFiles({ "main.mts": program });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

describe("in a program that hpts profile runs, calls are exact", () => {
  test("of the part between enable and disable, added up over parts", async () => {
    const text = `const profiler = new Profiler();
      fib(15);
      profiler.enable(); fib(3); profiler.disable();
      fib(15);
      profiler.enable(); fib(4); profiler.disable();
      console.log(JSON.stringify([profiler.profile().meta.engine, callsOf(profiler)]));`;

    expect(await printed(text)).toEqual(["exact", { fib: "14/2" }]);
  });

  test("of runCall, also when it throws", async () => {
    const text = `const profiler = new Profiler();
      function bad(): never { fib(3); throw new Error("no"); }
      const result = profiler.runCall(fib, 5);
      try { profiler.runCall(bad); } catch {}
      fib(9);
      console.log(JSON.stringify([result, callsOf(profiler)]));`;

    expect(await printed(text)).toMatchObject([5, { fib: "20/2", bad: "1/1" }]);
  });

  test("of an async runCall until its promise is settled", async () => {
    const text = `const profiler = new Profiler();
      async function twice(): Promise<number> { fib(3); await null; return fib(3); }
      const result = await profiler.runCall(twice);
      fib(9);
      console.log(JSON.stringify([result, callsOf(profiler)]));`;

    expect(await printed(text)).toMatchObject([2, { fib: "10/2", twice: "1/1" }]);
  });

  test("and of nothing that was entered before, or not at all", async () => {
    const text = `const profiler = new Profiler();
      function unused() { return 1; }
      unused();
      function main() {
        profiler.enable(); fib(20); const end = performance.now() + 20;
        while (performance.now() < end); profiler.disable();
      }
      main();
      const { frames, nodes } = profiler.profile();
      console.log(JSON.stringify([...new Set(Array.from(nodes.frame, (one) => frames.name[one]))]));`;

    const names = (await printed(text)) as string[];
    expect(names.filter((name) => !name.startsWith("("))).toEqual(["fib"]);
  });

  test("of a block with using", async () => {
    const text = `const kept: Profiler[] = [];
      { using profiler = new Profiler(); profiler.enable(); kept.push(profiler); fib(4); }
      fib(9);
      console.log(JSON.stringify(callsOf(kept[0]!)));`;

    expect(await printed(text)).toMatchObject({ fib: "9/1" });
  });

  test("of each call of a decorated method, reported after it", async () => {
    const text = `const out: string[] = [];
      const stream = { write: (text: string) => out.push(text) };
      class Sums {
        start = 1;
        @profiledWith({ stream, sortBy: ["ncalls"], linesToPrint: "fib", stripDirs: true })
        sum(n: number): number { return this.start + fib(n); }
      }
      const result = new Sums().sum(6);
      const line = out.join("").split("\\n").find((one) => one.includes("(fib)")) ?? "";
      console.log(JSON.stringify([result, line.trim().replace(/ .* /, " ")]));`;

    expect(await printed(text)).toEqual([9, "25/1 main.mts:8(fib)"]);
  });
});

describe("in any other program V8 samples", () => {
  const busy = (ms: number): number => {
    const end = performance.now() + ms;
    let turns = 0;
    while (performance.now() < end) turns++;
    return turns;
  };

  test("and the profile says so: no calls", () => {
    const profiler = new Profiler();

    expect(profiler.runCall(busy, 20)).toBeGreaterThan(0);

    const { meta, nodes } = profiler.profile();
    expect([meta.engine, nodes.calls]).toEqual(["sample", undefined]);
    expect(meta.notes.join()).toContain("calls not counted");
  });

  test("without the profiler's own frames, and of a call without its callers", () => {
    const parts = new Profiler();
    const nested = profiled(busy, { stream: { write: () => 0 } });
    const inner = (ms: number): number => nested(ms);
    const profiler = new Profiler();

    profiler.runCall(inner, 30);
    parts.enable();
    inner(30);
    parts.disable();

    for (const one of [profiler, parts]) {
      const { frames } = one.profile();
      const files = frames.file.filter((file) => /\/profile\/src\/|^node:inspector/.test(file));
      expect([files, frames.name.includes("dispatch")]).toEqual([[], false]);
    }
    const { frames, nodes } = profiler.profile();
    const top = [...nodes.frame.keys()].filter((node) => node > 0 && nodes.parent[node] === 0);
    const names = top.map((node) => frames.name[nodes.frame[node] as number]);
    expect(names.filter((name) => !name?.startsWith("("))).toEqual(["inner"]);
  });

  test("parts are added up, and profile() while it is on goes on", () => {
    const profiler = new Profiler();
    profiler.enable();
    profiler.enable();
    busy(5);
    expect(profiler.profile().meta.runs ?? 1).toBe(1);
    busy(5);
    expect(profiler.profile().meta.runs).toBe(2);
    profiler.disable();
    profiler.disable();
  });

  test("profiled keeps name, this and result, of promises too", async () => {
    const reports: string[] = [];
    const stream = { write: (text: string) => reports.push(text) };
    const counter = { step: 2, next: profiled(next, { stream }) };
    function next(this: { step: number }, n: number): number {
      return n + this.step;
    }
    const later = profiledWith({ stream })(async (n: number) => n);

    expect([counter.next.name, counter.next(3)]).toEqual(["next", 5]);
    expect(await later(7)).toBe(7);
    expect(reports.join("").match(/Ordered by: cumulative time/g)).toHaveLength(2);
  });

  test("Stats takes the profiler itself, as pstats does", () => {
    const profiler = new Profiler();
    profiler.runCall(busy, 20);

    expect(new Stats(profiler).profile).toBe(profiler.profile());
    expect(new Stats([profiler, profiler]).profile.meta.runs).toBe(2);
  });

  test("nothing was profiled, an interval too short", () => {
    expect(() => new Profiler().profile()).toThrow(/call enable\(\) before/);
    expect(() => new Profiler({ intervalUs: 1 })).toThrow(/at least 50 microseconds, got 1/);
  });
});
