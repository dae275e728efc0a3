/**
 * Benchmarks that are wrong on purpose: each is prevented, or comes with a warning. Nothing here
 * depends on how fast the machine is; what happens to each on a real one is in
 * docs/measurements/bench.md.
 */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bench, type CaseRecord, type RunFileOptions, runFile } from "../src/index.ts";
import { measureCase } from "../src/measure/measure-case.ts";
import { measureSurroundings } from "../src/measure/surroundings.ts";
import {
  orderWarning,
  sameCodeWarnings,
  scalingWarning,
  type WarningCode,
  warningsOf,
} from "../src/warnings.ts";
import { seen } from "./support/observed.ts";
import { sourceFolder } from "./support/sources.ts";

const ZOO = join(import.meta.dirname, "fixtures", "zoo");

/** Where a warning depends on what calls take: measured as always, but not for long. */
const TIMED = {
  "01-unused-result": 1,
  "02-unused-local": 1,
  "03-constant-argument": 1,
  "11-coarse-clock": 2,
  "13-sorted-again": 2,
} as const;
/** Where it does not: hardly warmed up. */
const UNTIMED = {
  "04-six-copies": 6,
  "05-type-pollution": 5,
  "06-order-bias": 6,
  "08-async-wrapper": 1,
  "09-hidden-calls": 1,
  "10-no-warm-up": 1,
} as const;
const SHORT = { timeMs: 5, warmupMs: 5 };
const PATIENCE_MS = 120_000;

const found = new Map<string, readonly CaseRecord[]>();
const write = sourceFolder();

/**
 * One bundle and one list for several files; every case has a process of its own all the same.
 *
 * @param counts how many cases each file has
 */
async function measure(
  counts: Readonly<Record<string, number>>,
  options: RunFileOptions,
): Promise<void> {
  const lines = Object.keys(counts).map((name, i) => {
    const path = JSON.stringify(join(ZOO, `${name}.ts`));
    return `import * as f${i} from ${path};\nexport const c${i} = Object.values(f${i}).flat();\n`;
  });
  const file = write(`${Object.keys(counts)[0]}.ts`, lines.join(""));
  const { cases } = await runFile(file, { generations: 1, ...options });
  let at = 0;
  for (const [name, count] of Object.entries(counts)) {
    found.set(name, cases.slice(at, at + count));
    at += count;
  }
}

function measured(name: keyof typeof TIMED | keyof typeof UNTIMED): readonly CaseRecord[] {
  return found.get(name)!;
}

function codes(one: CaseRecord | undefined): WarningCode[] {
  return one!.warnings.map(({ code }) => code);
}

/** Every process has one case only, so that none inherits what V8 has learnt from another. */
function processes(cases: readonly CaseRecord[]): number {
  return new Set(cases.map(({ generations }) => generations[0]!.pid)).size;
}

describe("the trap zoo", () => {
  beforeAll(async () => {
    await measure(TIMED, { timeMs: 10 });
    await measure(UNTIMED, SHORT);
  }, PATIENCE_MS);

  test("1: a result that nobody takes", () => {
    const [unused] = measured("01-unused-result");

    expect(codes(unused)).toContain("W_NO_RESULT");
  });

  test("2: a local that nobody takes, but V8 keeps: no false alarm", () => {
    const [kept] = measured("02-unused-local");

    expect(codes(kept)).not.toContain("W_NO_RESULT");
    expect(codes(kept)).not.toContain("W_NOOP");
  });

  test("3: a constant argument", () => {
    const [constant] = measured("03-constant-argument");

    expect(codes(constant)).toContain("W_CONST_INPUT");
  });

  test("4: six copies of the same code run alone, and what is left between them is told", () => {
    const cases = measured("04-six-copies");
    const identities = new Set(cases.map(({ source, checksum }) => source + checksum));
    const times = [85, 85, 86, 85, 86, 152]; // of one process, in the README
    const told = sameCodeWarnings(
      times.map((p50Ns, i) => ({ title: "abcdef"[i]!, twin: "0 {}", p50Ns })),
    );

    expect(processes(cases)).toBe(6);
    expect(identities.size).toBe(1);
    expect(told.get(5)!.detail).toContain("79 % apart");
  });

  test("5: types of five shapes do not meet, and together they are told", () => {
    const cases = measured("05-type-pollution");

    expect(processes(cases)).toBe(5);
    expect(orderWarning(2270, 8440)!.code).toBe("W_ORDER");
  });

  test("6: no case has others before it", () => {
    const cases = measured("06-order-bias");

    expect(processes(cases)).toBe(6);
    expect(orderWarning(100, 1310)!.detail).toContain("13.10x slower");
  });

  test("7: garbage collection", () => {
    expect(warningsOf(seen({ gcShare: 0.4 }))).toEqual([
      { code: "W_GC", detail: "40 % of the time is garbage collection: look at p50" },
    ]);
    expect(warningsOf(seen({ gcShare: 0.05 }))).toEqual([]);
  });

  test("8: await around something tiny is subtracted and told", () => {
    const [wrapped] = measured("08-async-wrapper");

    expect(wrapped!.subtractedNs).toBeGreaterThan(0);
    // How long the two take is the machine's matter; what follows from it is not.
    const tiny = seen({ isAsync: true, callNs: 20, emptyNs: 80 });
    const long = seen({ isAsync: true, callNs: 50_000, emptyNs: 80 });
    expect(warningsOf(tiny).map(({ code }) => code)).toEqual(["W_ASYNC_OVERHEAD"]);
    expect(warningsOf(long)).toEqual([]);
  });

  test("9: a function that counts its calls is refused", () => {
    const [counting] = measured("09-hidden-calls");

    expect(counting!.status).toBe("wrong-result");
  });

  test("10: warm-up is apart, and the first call by itself", () => {
    const [cold] = measured("10-no-warm-up");
    const { firstCallNs, warmupBatches } = cold!.generations[0]!;

    expect(warmupBatches).toBeGreaterThanOrEqual(5);
    expect(firstCallNs).toBeGreaterThan(0);
    expect(warningsOf(seen({ isSteady: false }))[0]!.code).toBe("W_NOT_STEADY");
  });

  test("11: a clock with steps of 1 ms is too coarse, one of 0.1 ms is not", async () => {
    const stepping = (stepMs: number) => ({
      nowMs: () => Math.floor(performance.now() / stepMs) * stepMs,
      readCpu: () => {},
      cpuClock: "none" as const,
    });
    const sine = bench("sine", { inputs: [1, 2, 3, 4], fn: (x: number) => Math.sin(x) });
    const options = { timeMs: 50, warmupMs: 100 };

    const coarse = await measureCase(sine, {}, measureSurroundings(stepping(1)), options);
    const fair = await measureCase(sine, {}, measureSurroundings(stepping(0.1)), options);

    expect(warningsOf(coarse.seen).map(({ code }) => code)).toContain("W_TIMER");
    expect(warningsOf(fair.seen).map(({ code }) => code)).not.toContain("W_TIMER");
  });

  test("11: an empty function is told from one of some ns", () => {
    const [empty, small] = measured("11-coarse-clock");

    expect(codes(empty)).toContain("W_NOOP");
    expect(codes(small)).not.toContain("W_NOOP");
  });

  test("12: an interval comes from several processes, or not at all", async () => {
    const rme = join(ZOO, "12-rme.ts");
    const [several] = (await runFile(rme, { generations: 3, ...SHORT })).cases;
    const [alone] = measured("11-coarse-clock");

    expect(alone!.stats!.wall.ci95).toBeUndefined();
    expect(several!.stats!.wall.ci95).toHaveLength(2);
  });

  test("13: sorting what is sorted is told, fresh arrays are not", () => {
    const [sorted, fresh] = measured("13-sorted-again");

    expect(codes(sorted)).toContain("W_MUTATED");
    expect(codes(fresh)).not.toContain("W_MUTATED");
    expect(sorted!.status).toBe("ok");
  });

  test("14: a time that does not grow with n", () => {
    expect(scalingWarning([1000, 8000], [50, 52], undefined)!.code).toBe("W_NOT_SCALING");
    expect(scalingWarning([1000, 8000], [50, 400], undefined)).toBeUndefined();
    expect(scalingWarning([1000, 8000], [50, 52], "log n")).toBeUndefined();
  });
});
