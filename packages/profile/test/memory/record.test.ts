import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { peakText } from "../../src/memory/peak.ts";
import { readFromPs } from "../../src/memory/processes.ts";
import { CannotStart, type RecordOptions, recordMemory } from "../../src/memory/record.ts";
import { type MemoryTimeline, readTimeline } from "../../src/memory/timeline-file.ts";

const dir = mkdtempSync(join(tmpdir(), "hpts-record-test-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const MIB = 2 ** 20;
const MPROF = "/usr/lib/python3/dist-packages/mprof.py";
if (!existsSync(MPROF)) {
  console.warn("NOT TESTED: whether mprof reads our files. It is in python3-memory-profiler.");
}
const mprofPeak = (file: string): string =>
  execFileSync("/usr/bin/python3", [MPROF, "peak", file], { encoding: "utf8" });

let files = 0;

async function recorded(
  command: readonly string[],
  more: Partial<RecordOptions> = {},
): Promise<{ exit: number; timeline: MemoryTimeline; file: string }> {
  const file = join(dir, `${files++}.dat`);
  const options = { file, cwd: dir, env: process.env, children: false, intervalMs: 10, ...more };
  const { exit } = await recordMemory(command, options);
  return { exit, timeline: readTimeline(readFileSync(file, "utf8"), "a.dat"), file };
}

const node = (code: string): string[] => [process.execPath, "-e", code];

/** Keeps the thread busy until its heap was looked at often enough: by what is in the file. */
const BUSY_UNTIL_SEEN = `
  const { readFileSync } = require("node:fs");
  const seen = (kind) => readFileSync(process.env.HPTS_MEMORY_FILE, "latin1").split("\\n" + kind).length - 1;
  const busyUntil = (kind, count) => { while (seen(kind) < count); };
`;

describe("recording a program", () => {
  test("passes its exit code on, and writes it down", async () => {
    const { exit, timeline } = await recorded(
      node(`${BUSY_UNTIL_SEEN} busyUntil("MEM", 1); process.exitCode = 3`),
    );

    expect(exit).toBe(3);
    expect(timeline.exit).toBe(3);
  });

  test("gives 128 + n for signal n", async () => {
    const { exit, timeline } = await recorded(
      node(`${BUSY_UNTIL_SEEN} busyUntil("MEM", 1); process.kill(process.pid, "SIGKILL")`),
    );

    expect(exit).toBe(137);
    expect(timeline.exit).toBe("SIGKILL");
  });

  test("sees what a program holds", async () => {
    const { timeline } = await recorded(
      node(`${BUSY_UNTIL_SEEN} const b = Buffer.alloc(${60 * MIB}, 1);
        const before = seen("MEM"); busyUntil("MEM", before + 2); b.length`),
    );

    expect(Math.max(...timeline.rss.bytes)).toBeGreaterThan(60 * MIB);
    expect(timeline.highWaterBytes).toBeGreaterThan(60 * MIB);
  });

  test("looks into the heap of a busy program, runs none of its microtasks, keeps stderr", async () => {
    const code = `${BUSY_UNTIL_SEEN}
      const order = []; queueMicrotask(() => order.push("micro"));
      const keep = []; let count = 0;
      while (count < 5) { for (let i = 0; i < 1000; i++) keep.push(new Array(100).fill(i)); count = seen("HEAP"); }
      globalThis[Symbol.for("hpts.memory.mark")]("done  \\n now");
      order.push("busy");
      setImmediate(() => { if (order.join() !== "busy,micro") process.exit(9); process.exit(0); });`;

    const { exit, timeline } = await recorded(node(code));

    expect(exit).toBe(0);
    expect(timeline.heap.length).toBeGreaterThanOrEqual(5);
    expect(timeline.collections.length).toBeGreaterThan(0);
  });

  test("a program keeps its output: nothing of ours is in it", () => {
    const inside = join(import.meta.dirname, "..", "..", "runtime", "memory-inside.cjs");
    const file = join(dir, "own.dat");
    writeFileSync(file, "");
    const env = { ...process.env, HPTS_MEMORY_FILE: file, HPTS_MEMORY_INTERVAL_MS: "5" };
    const code = `${BUSY_UNTIL_SEEN} busyUntil("HEAP", 3); console.log("out"); process.exit(4)`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ["-r", inside, "-e", code], {
      env: { ...env, NODE_OPTIONS: "" },
      encoding: "utf8",
    });

    expect({ stdout, stderr, status }).toEqual({ stdout: "out\n", stderr: "", status: 4 });
  });

  test("leaves a Node program as it is if asked to", async () => {
    const code = "process.exitCode = process.env.HPTS_MEMORY_FILE === undefined ? 0 : 1";
    const { exit, timeline } = await recorded(
      ["sh", "-c", 'sleep 0.1; exec "$@"', "sh", ...node(code)],
      {
        heap: false,
      },
    );

    expect(exit).toBe(0);
    expect(timeline.heap).toEqual([]);
  });

  test("adds up children if asked for, and shows each", async () => {
    const inner = `${BUSY_UNTIL_SEEN} const b = Buffer.alloc(${30 * MIB}, 1); const n = seen("CHLD"); busyUntil("CHLD", n + 2); b.length`;
    const code = `require("node:child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(inner)}])`;

    const { timeline } = await recorded(node(code), { children: true });

    const peaks = [...timeline.children.values()].map(({ bytes }) => Math.max(...bytes));
    expect(Math.max(...peaks)).toBeGreaterThan(30 * MIB);
    expect(Math.max(...timeline.rss.bytes)).toBeGreaterThan(Math.max(...peaks));
  });

  test("says in one line that there is no such program", async () => {
    const missing = recorded(["no-such-program-anywhere"]);

    await expect(missing).rejects.toThrow("no-such-program-anywhere: command not found");
    await expect(missing).rejects.toBeInstanceOf(CannotStart);
    await expect(missing).rejects.toMatchObject({ exit: 127 });
  });

  test("takes no interval that is none", async () => {
    await expect(recorded(["true"], { intervalMs: Number.NaN })).rejects.toThrow(
      "--interval must be 1 ms or more, got NaN",
    );
  });

  test("reads processes by ps where there is no /proc", async () => {
    const [own] = await readFromPs(process.pid, true);

    expect(own?.pid).toBe(process.pid);
    expect(own?.rssBytes).toBeGreaterThan(10 * MIB);
  });

  test.skipIf(!existsSync(MPROF))("writes files that the real mprof reads alike", async () => {
    const { file, timeline } = await recorded(node(`${BUSY_UNTIL_SEEN} busyUntil("MEM", 3)`));

    expect(mprofPeak(file)).toBe(peakText({ ...timeline, name: file }));
  });

  test.skipIf(!existsSync(MPROF))("rounds as mprof does", () => {
    const file = join(dir, "tie.dat");
    writeFileSync(file, "CMDLINE a program\nMEM 42.812500 1.0000\nMEM 30.000000 2.0000\n");

    expect(mprofPeak(file)).toBe(peakText(readTimeline(readFileSync(file, "utf8"), file)));
  });
});
