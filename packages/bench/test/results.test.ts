import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checksumText, contentHash } from "../src/cases/content-hash.ts";
import { casesOf, combinations, titleOf } from "../src/cases/define.ts";
import { appendRun, bench, differences, type RunRecord, readRuns, Store } from "../src/index.ts";
import { fingerprintOf } from "../src/results/environment.ts";

const dir = mkdtempSync(join(tmpdir(), "hpts-results-"));
afterAll(() => rmSync(dir, { recursive: true }));

/** A run with one case; a time a call for each generation, ns. */
function run(timesNs: readonly number[], different: object = {}, checksum = "c"): RunRecord {
  const generations = timesNs.map((ns) => ({ k: 10, batches: [[ns * 10, ns * 10, 0, 0]] }));
  const cases = [{ name: "one", params: {}, checksum, generations }];
  const env = { fingerprint: "here" };
  const record = { schema: "hpts/bench/v1", suite: "a.ts", git: null, env, cases, ...different };
  return record as unknown as RunRecord;
}

describe("files of runs", () => {
  test("give back what was added, oldest first", () => {
    const file = join(dir, "deep", "runs.jsonl");
    appendRun(file, run([1]));
    appendRun(file, run([2]));

    expect(readRuns(file)).toEqual({ runs: [run([1]), run([2])], problems: [] });
  });

  test("that do not exist have no runs", () => {
    expect(readRuns(join(dir, "none.jsonl"))).toEqual({ runs: [], problems: [] });
  });

  test("that are damaged keep every line that is whole, and say which are not", () => {
    const file = join(dir, "damaged.jsonl");
    appendRun(file, run([1]));
    appendFileSync(
      file,
      '{"schema":"hpts/bench/v2","cases":[]}\n[]\n{"schema":"hpts/bench/v1"}\n{"sch',
    );
    appendRun(file, run([2]));

    const { runs, problems } = readRuns(file, "runs");

    expect(runs).toEqual([run([1]), run([2])]);
    expect(problems).toEqual([
      "runs:2: expected a run of schema hpts/bench/v1, got hpts/bench/v2; passed over",
      "runs:3: expected a run of schema hpts/bench/v1, got undefined; passed over",
      "runs:4: this run lacks its cases or its environment; passed over",
      "runs:5: this line is cut off or damaged; passed over: delete the line",
    ]);
  });

  test("that cannot be written are an error with a code", () => {
    writeFileSync(join(dir, "file"), "");

    expect(() => appendRun(join(dir, "file", "runs.jsonl"), run([1]))).toThrow(
      expect.objectContaining({ code: "HPTS_BENCH_RESULTS" }),
    );
  });
});

describe("the store", () => {
  test("history has the runs of a suite with the same fingerprint", () => {
    const store = new Store(dir);
    const elsewhere = { env: { fingerprint: "there" } };
    for (const one of [run([1]), run([2], elsewhere), run([3], { suite: "b.ts" })]) {
      appendRun(store.historyFile, one);
    }

    expect(store.history("a.ts", "here")).toEqual([run([1])]);
  });

  test("a baseline is the latest run of the suite under its name", () => {
    const store = new Store(dir);
    for (const one of [run([1]), run([2]), run([3], { suite: "b.ts" })]) {
      appendRun(store.baselineFile("before"), one);
    }

    expect(store.baseline("before", "a.ts")).toEqual(run([2]));
    expect(() => store.baseline("after", "a.ts")).toThrow(
      "after: no baseline of that name for a.ts",
    );
  });

  test.each(["../x", "", "a b", "..", "x/y"])("%s is no name for a baseline", (name) => {
    expect(() => new Store(dir).baselineFile(name)).toThrow("a baseline's name has letters");
  });
});

describe("a run against an earlier one", () => {
  const judge = (now: number[], then: number[]) =>
    differences(run(now), run(then), "wall")[0]!.judgement;

  test("is changed only beyond 30 %, and in every generation", () => {
    expect(judge([12, 12, 12], [10, 10, 10])).toBe("same");
    expect(judge([14, 14, 14], [10, 10, 10])).toBe("slower");
    expect(judge([7, 7, 7], [10, 10, 10])).toBe("faster");
    expect(judge([14, 14, 14], [10, 10, 15])).toBe("inconclusive");
    expect(judge([14, 9, 14], [10, 10, 10])).toBe("inconclusive");
  });

  test("of another machine says nothing", () => {
    const there = run([1, 1, 1], { env: { fingerprint: "there" } });

    expect(differences(run([9, 9, 9]), there, "wall")[0]!.judgement).toBe("inconclusive");
  });

  test("tells that results differ, and leaves out cases that only one has", () => {
    const changed = differences(run([1], {}, "d"), run([1], {}, "c"), "wall");

    expect(changed).toEqual([{ title: "one", ratio: 1, judgement: "same", isResultChanged: true }]);
    expect(differences(run([1]), run([1], { cases: [] }), "wall")).toEqual([]);
  });
});

describe("fingerprints", () => {
  const env = { node: "20", v8: "11", execArgv: [], arch: "x64", cpuModel: "m", cores: 2 };

  test("change with what makes times incomparable, and with nothing else", () => {
    const same = { ...env, loadBefore: 3 };

    expect(fingerprintOf(same)).toBe(fingerprintOf(env));
    expect(fingerprintOf({ ...env, node: "24" })).not.toBe(fingerprintOf(env));
    expect(fingerprintOf({ ...env, cores: 4 })).not.toBe(fingerprintOf(env));
  });
});

describe("content hashes", () => {
  test("are equal for equal contents, and differ for others", () => {
    const values = [
      1,
      -1,
      0.1,
      "1",
      "",
      null,
      undefined,
      true,
      1n,
      [],
      [1],
      [[1]],
      {},
      { a: 1 },
      { b: 1 },
      new Set([1]),
      new Map([[1, 2]]),
      Float64Array.of(1, 2),
      [2, 1],
      new Date(5),
    ];
    const hashes = values.map(contentHash);

    expect(values.map((value) => contentHash(structuredClone(value)))).toEqual(hashes);
    expect(new Set(hashes).size).toBe(values.length);
  });

  test("see the order, tell -0 from 0 apart, and end for circles and long arrays", () => {
    const circle: unknown[] = [1];
    circle.push(circle);

    expect(contentHash(circle)).toBe(contentHash(circle));
    expect(contentHash(-0)).not.toBe(contentHash(0));
    expect(contentHash(new Float64Array(1e6))).not.toBe(contentHash(new Float64Array(1e6 + 1)));
    expect(checksumText(0x1f)).toBe("0000001f");
  });
});

describe("bench()", () => {
  test("gives cases in the order in which they were made, also out of arrays", () => {
    const made = ["z", "a", "m"].map((name) => bench(name, { fn: () => 1 }));
    const exports = { b: made[2], list: [made[0], made[1]], other: 3, nothing: null };

    expect(casesOf(exports).map(({ name }) => name)).toEqual(["z", "a", "m"]);
  });

  test("makes a case of each combination of parameters", () => {
    const all = combinations({ n: [1, 2], k: [5, 6] });

    expect(all.map((params) => titleOf("x", params))).toEqual([
      "x n=1 k=5",
      "x n=1 k=6",
      "x n=2 k=5",
      "x n=2 k=6",
    ]);
    expect(combinations(undefined)).toEqual([{}]);
  });

  test.each([
    [{ fn: 3 }, 'bench("x"): fn must be a function, got number'],
    [{ fn: Math.abs, inputs: [] }, "inputs must be an array, not empty"],
    [{ fn: Math.abs, params: { n: ["a"] } }, "params.n must be an array of numbers, not empty"],
    [{ fn: Math.abs, chained: true, async: true }, "chained is for functions that are not async"],
    [null, "needs a spec: { fn: (input) => ... }"],
  ])("refuses %j", (spec, message) => {
    expect(() => bench("x", spec as never)).toThrow(message);
  });
});
