import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { functionMemory } from "../../src/memory/function-memory.ts";
import {
  type LineMemory,
  type LinesReport,
  linesReport,
  linesText,
} from "../../src/memory/line-memory.ts";
import { type Measured, type MeasureOptions, measureProgram } from "../../src/memory/measure.ts";

const PROGRAMS = join(import.meta.dirname, "programs");
const MB = 1e6;

async function measured(
  file: string,
  more: Partial<MeasureOptions> = {},
): Promise<Measured & { report: LinesReport }> {
  const all = await measureProgram(file, { what: "lines", cwd: PROGRAMS, output: "pipe", ...more });
  return { ...all, report: linesReport(all.lines, all.tables, more.isClean ?? false) };
}

function rowOf({ blocks }: LinesReport, text: string): LineMemory {
  for (const { rows, source, firstLine } of blocks) {
    const found = rows.find(({ line }) => source[line - firstLine]?.includes(text));
    if (found !== undefined) return found;
  }
  throw new Error(`no line has ${text}`);
}

describe("memory per line", () => {
  test("tells bytes of lines whose bytes are known", async () => {
    const { report, exitCode, stdout } = await measured("sizes.ts");

    expect([exitCode, stdout]).toEqual([0, "3\n"]);
    const each = (text: string): number => rowOf(report, text).incrementBytes / 3;
    // Eight bytes a number.
    expect(Math.abs(each("const doubles =") / (8 * MB) - 1)).toBeLessThan(0.05);
    expect(Math.abs(each("const buffer =") / (4 * MB) - 1)).toBeLessThan(0.05);
    // An object of two fields: 40 bytes, its number with a fraction: 16; and the array that grows.
    expect(each("points.push")).toBeGreaterThan(10_000 * 56 * 0.8);
    expect(each("points.push")).toBeLessThan(10_000 * 120);
    // V8 compiles in the first run: some KiB.
    expect(each("const nothing =")).toBeLessThan(8192);
    expect(each("let sum =")).toBeLessThan(8192);
    expect(rowOf(report, "points.push").occurrences).toBe(30_000);
  });

  test("adds back what was collected within a line", async () => {
    const { report } = await measured("collected.ts", { functions: ["main"] });

    const { incrementBytes, collections } = rowOf(report, "churn(200_000)");

    // new Array(100).fill(i): 32 bytes and 16 + 800 for its elements.
    expect(collections).toBeGreaterThan(0);
    expect(Math.abs(incrementBytes / (200_000 * 848) - 1)).toBeLessThan(0.1);
    expect(linesText({ ...report, blocks: report.blocks }, PROGRAMS)).toMatch(/is\s+added\s+back/);
  });

  test("a long loop that takes nothing has nothing, whenever the meter's garbage is collected", async () => {
    const { report } = await measured("nothing.ts", { functions: ["main"] });

    // Its readings make garbage of their own, which V8 collects several times.
    expect(rowOf(report, "flag = !flag").occurrences).toBe(1_500_000);
    for (const { incrementBytes } of report.blocks[0]!.rows) {
      expect(incrementBytes).toBeLessThan(2 * MB);
    }
    expect(report.resolutionBytes).toBeLessThan(4096);
  });

  test("shows what is held in clean mode, and that it goes again", async () => {
    const { report } = await measured("held.ts", { functions: ["main"], isClean: true });

    expect(Math.abs(rowOf(report, "churn").incrementBytes)).toBeLessThan(0.5 * MB);
    expect(Math.abs(rowOf(report, "fill(held)").incrementBytes / (8 * MB) - 1)).toBeLessThan(0.05);
    expect(Math.abs(rowOf(report, "held.pop()").incrementBytes / (-8 * MB) - 1)).toBeLessThan(0.05);
  });

  test("counts for an async function only what it took itself, and keeps an error's exit code", async () => {
    const { report, exitCode, stderr } = await measured("async.mts");

    expect(exitCode).toBe(1);
    expect(stderr).toContain("boom");
    expect(rowOf(report, "await sleep").incrementBytes).toBeLessThan(0.1 * MB);
    expect(Math.abs(rowOf(report, "const mine").incrementBytes / (2.4 * MB) - 1)).toBeLessThan(0.1);
    expect(report.blocks.map(({ name }) => name)).toEqual(["both"]);
  });

  test("has the columns of memory_profiler", async () => {
    const { report } = await measured("held.ts", { functions: ["churn"] });
    const [name, , head, rule] = linesText(report, PROGRAMS).split("\n");

    expect(name).toBe("Filename: held.ts");
    expect(head).toBe("Line #    Mem usage    Increment  Occurrences   Line Contents");
    expect(rule).toBe("=".repeat(61));
  });

  test("says where a program does not parse", async () => {
    await expect(measured("broken.txt")).rejects.toThrow("broken.txt:1:");
  });
});

describe("memory by function", () => {
  test("leads back to the functions of the TypeScript file", async () => {
    const all = await measured("collected.ts", { what: "functions" });
    const facts = { command: ["collected.ts"], cwd: PROGRAMS, startedAt: "" };

    const { frames, nodes, meta } = functionMemory(all, facts);

    const at = frames.name.indexOf("churn");
    const bytes = nodes.selfUs.reduce((sum, one, i) => sum + (nodes.frame[i] === at ? one : 0), 0);
    expect(meta.unit).toBe("bytes");
    expect(frames.line[at]).toBe(2);
    expect(Math.abs(bytes / (200_000 * 848) - 1)).toBeLessThan(0.1);
  });
});
