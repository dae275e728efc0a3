/** Benchmarks, profiles and memory of real labs, in processes of their own; and code that is not ready. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inChild } from "../../src/measure/in-child.ts";
import { measuresOf } from "../../src/measure/measurable.ts";
import type {
  BenchmarkResult,
  JobProgress,
  MemoryResult,
  ProfileResult,
} from "../../src/measure/results.ts";
import { type CourseCopy, courseCopy } from "./support/course-copy.ts";

const PATIENCE_MS = 300_000;

let course: CourseCopy;
beforeEach(() => {
  course = courseCopy("modeling", "profiling");
});
afterEach(() => course.remove());

type Options = Readonly<Record<string, unknown>>;

function run<T>(
  lab: Lab,
  kind: "benchmark" | "profile" | "memory",
  options: Options,
  report: (progress: JobProgress) => void = () => {},
  signal: AbortSignal = new AbortController().signal,
): Promise<T> {
  return inChild<T>({ lab, kind, options: { ...options, isQuick: true }, signal, report });
}

const benchmark = (lab: Lab, options: Options) => run<BenchmarkResult>(lab, "benchmark", options);
const profile = (lab: Lab, options: Options) => run<ProfileResult>(lab, "profile", options);

describe("benchmark", { timeout: PATIENCE_MS }, () => {
  test("the starter against itself, and the solution's figure without its code", async () => {
    const lab = course.lab("profiling");
    const steps: string[] = [];

    const found = await run<BenchmarkResult>(
      lab,
      "benchmark",
      { case: "P4", guess: "same" },
      (one) => steps.push(one.step),
    );

    expect(found.trouble).toBeUndefined();
    expect(found.baseline).toBe("handed-out");
    expect(found.solution).toMatchObject({ change: "faster" });
    expect(found.you).toMatchObject({ minRatio: 2.5 });
    expect(Object.keys(found.charts)).toEqual(["speedup", "distribution", "scaling"]);
    expect(found.prediction).toMatchObject({ rival: "handed-out", guess: "same" });
    expect(steps).toHaveLength(4);
    const solution = readFileSync(join(lab.dir, "solution/evolve.ts"), "utf8");
    const telling = solution.split("\n").filter((line) => line.trim().length > 30);
    const text = JSON.stringify(found);
    expect(telling.filter((line) => text.includes(line.trim()))).toEqual([]);
  });

  test("the next run compares with the code of the last one, and remembers", async () => {
    const lab = course.lab("profiling");
    await benchmark(lab, { case: "P4", guess: "faster" });
    expect(measuresOf(lab).cases[0]).toMatchObject({ name: "P4", rival: "handed-out" });
    course.solve("profiling");

    expect(measuresOf(lab).cases[0]).toMatchObject({ rival: "last" });
    const found = await benchmark(lab, { case: "P4", guess: "faster" });

    expect(found.sinceLast).toMatchObject({ change: "faster" });
    expect(found.prediction).toEqual({ rival: "last", guess: "faster", found: "faster" });
    expect(found.best?.isNew).toBe(true);
    expect(found.best?.ratio).toBeGreaterThan(2.5);
    expect(measuresOf(lab).predictions.right).toBeGreaterThanOrEqual(1);
    const left = readdirSync(join(lab.dir, ".hpts/measure"));
    expect(left).toEqual(["last"]);
  });

  test("a lab whose starter is unwritten: what is to be written", async () => {
    const found = await benchmark(course.lab("modeling"), { case: "evolve" });

    expect(found.trouble).toEqual({
      kind: "todo",
      message:
        "M1 is not written yet: keep the three arguments in the three fields. It belongs into starter/particle.ts.",
    });
  });

  test("a lab without tiers: beside the solution", async () => {
    course.solve("modeling");

    const found = await benchmark(course.lab("modeling"), { case: "evolve" });

    expect(found.trouble).toBeUndefined();
    expect(found.baseline).toBe("solution");
    expect(found.you).toHaveProperty("ratio");
  });

  test.each([
    ["syntax", "export function evolve( {", /^Your code cannot be read: starter\/evolve\.ts:1:\d+/],
    [
      "crash",
      "export function evolve() {\n  throw new RangeError('too far');\n}\n",
      /^Your code stopped with an error: RangeError: too far .*evolve\.ts:2:9/,
    ],
    [
      "endless",
      "export function evolve() {\n  for (;;);\n}\n",
      /^Your code did not come back within 1\.5 s\. Is there a loop/,
    ],
    ["wrong-result", "export function evolve() {}\n", /^Not timed: your code gives other results/],
  ])("%s is said in words", async (kind, text, message) => {
    course.write("profiling", "starter/evolve.ts", text);

    const found = await benchmark(course.lab("profiling"), { case: "P4" });

    expect(found.trouble?.kind).toBe(kind);
    expect(found.trouble?.message).toMatch(message);
    expect(found.you).toBeUndefined();
  });

  test.each([
    ["profiling", "P4", "handed-out"],
    ["modeling", "evolve", "none"],
  ])("without the solution of lab %s: your own times", async (id, name, baseline) => {
    if (id === "modeling") course.solve(id);
    const lab = course.lab(id);
    rmSync(join(lab.dir, "solution"), { recursive: true });
    const told: JobProgress[] = [];

    const found = await run<BenchmarkResult>(lab, "benchmark", { case: name }, (one) =>
      told.push(one),
    );

    expect(found.trouble).toBeUndefined();
    expect(found.baseline).toBe(baseline);
    expect(found.solution).toBeUndefined();
    expect(found.charts.distribution?.kind).toBe("distribution");
    expect(told.map(({ done, all }) => [done, all])).toEqual(
      told.map((_one, i) => [i, told.length]),
    );
  });

  test("a case that there is not", async () => {
    await expect(benchmark(course.lab("modeling"), { case: "M9" })).rejects.toThrow(
      'lab modeling has no case "M9"; it has: evolve',
    );
  });
});

describe("profile", { timeout: PATIENCE_MS }, () => {
  test("functions, lines, why, and the starter beside it", async () => {
    course.write("profiling", "starter/lines.ts", "// something was written\n");
    const found = await profile(course.lab("profiling"), { program: "simul" });

    expect(found.trouble).toBeUndefined();
    const { functions, lines } = found.profile!;
    const at = functions.name.indexOf("displacement");
    expect(functions.calls[at]).toBe(1_000_000);
    expect(functions.file[at]).toBe("starter/evolve.ts");
    expect(Array.from(lines!.hits!)).toContain(1_000_000);
    expect(found.handedOut?.functions.key).toContain(functions.key[at]);
    const rules = found.why!.lines.flatMap((line) => line.findings.map(({ rule }) => rule));
    expect(rules).toContain("hypot");
    expect(rules).toContain("new-objects");
  });

  test("of the solution nothing is said to be avoidable", async () => {
    course.solve("profiling");

    const found = await profile(course.lab("profiling"), { program: "simul", handedOut: false });

    const rules = found.why!.lines.flatMap((line) => line.findings.map(({ rule }) => rule));
    const plain = ["arithmetic", "calls", "field-writes", "loop", "often"];
    expect(rules.filter((rule) => !plain.includes(rule))).toEqual([]);
    expect(found.handedOut).toBeUndefined();
  });

  test("samples of V8", async () => {
    const found = await profile(course.lab("profiling"), { program: "simul", engine: "sample" });
    // Nothing was written, so a second run would only show how runs scatter.
    expect(found.handedOut).toBeUndefined();
    expect(found.noHandedOut).toMatch(/^Your code is the starter as it was handed out/);

    expect(found.profile?.meta.engine).toBe("sample");
    expect(found.why?.lines.length).toBeGreaterThan(0);
  });

  test("what is unwritten is to do, and no error", async () => {
    const found = await profile(course.lab("modeling"), { program: "evolve" });

    expect(found.trouble?.kind).toBe("todo");
    expect(found.trouble?.message).toMatch(/^M1 is not written yet: /);
    expect(found.profile).toBeUndefined();
  });

  test("a loop that does not end is stopped, and its line is shown", async () => {
    course.write("profiling", "starter/evolve.ts", ENDLESS);

    const found = await profile(course.lab("profiling"), { program: "simul", limitS: 2 });

    expect(found.trouble).toEqual({
      kind: "endless",
      message:
        "The program did not end within 2 s, so it was stopped. Is there a loop that does not end?",
    });
    expect(found.why?.lines[0]?.text).toBe("x += Math.hypot(x, 1);");
  });

  test.each([
    ["syntax", "export function evolve( {", /^Your code cannot be read: starter\/evolve\.ts:1/],
    [
      "crash",
      "export function evolve() {\n  throw new RangeError('too far');\n}\n",
      /RangeError: too far \(starter\/evolve\.ts:2:9\)/,
    ],
  ])("%s is said in words", async (kind, text, message) => {
    course.write("profiling", "starter/evolve.ts", text);

    const found = await profile(course.lab("profiling"), { program: "simul" });

    expect(found.trouble?.kind).toBe(kind);
    expect(found.trouble?.message).toMatch(message);
  });
});

const ENDLESS = `export function evolve() {
  let x = 0;
  while (x >= 0) {
    x += Math.hypot(x, 1);
    if (x > 1e6) x = 0;
  }
}
`;

describe("memory", { timeout: PATIENCE_MS }, () => {
  test("lines and timeline", async () => {
    const found = await run<MemoryResult>(course.lab("profiling"), "memory", {
      program: "run-trail",
    });

    expect(found.trouble).toBeUndefined();
    const trail = found.lines!.blocks.find(({ file }) => file === "starter/trail.ts")!;
    const row = trail.rows.find(({ line }) =>
      trail.source[line - trail.firstLine]?.includes("[...points"),
    );
    expect(row?.occurrences).toBe(2000);
    expect(row?.incrementBytes).toBeGreaterThan(10e6);
    expect(found.timeline?.kind).toBe("memory");
    expect(found.timeline?.caption.join(" ")).toMatch(/Node's own start, \d+ ms, is left out/);
  });

  test("what is unwritten is to do", async () => {
    const found = await run<MemoryResult>(course.lab("modeling"), "memory", { program: "film" });

    expect(found.trouble?.kind).toBe("todo");
    expect(found.timeline).toBeUndefined();
  });

  test("of code that cannot be read there are no lines to show", async () => {
    course.write("profiling", "starter/evolve.ts", "export function evolve( {");

    const found = await run<MemoryResult>(course.lab("profiling"), "memory", { program: "simul" });

    expect(found.trouble?.kind).toBe("syntax");
    expect(found.lines).toBeUndefined();
  });

  test("a loop that does not end is stopped", async () => {
    course.write("profiling", "starter/evolve.ts", ENDLESS);

    const found = await run<MemoryResult>(course.lab("profiling"), "memory", {
      program: "simul",
      limitS: 2,
    });

    expect(found.trouble?.kind).toBe("endless");
  });
});

test("what is cancelled leaves no process and no folder", { timeout: PATIENCE_MS }, async () => {
  const lab = course.lab("profiling");
  const file = join(course.root, "pid");
  const note = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(file)}, String(process.pid));\n`;
  course.write("profiling", "starter/evolve.ts", note + ENDLESS);
  const stop = new AbortController();

  const ran = run(lab, "profile", { program: "simul" }, () => {}, stop.signal);
  ran.catch(() => {});
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true);
  stop.abort();

  await expect(ran).rejects.toThrow("the measurement ended early");
  const pid = Number(readFileSync(file, "utf8"));
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  expect(readdirSync(join(lab.dir, ".hpts")).includes("measure")).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
