import { join } from "node:path";
import { expect, test } from "vitest";
import { FIRST_AFTER_MS, Progress } from "../../src/memory/inside/progress.ts";
import { measureProgram } from "../../src/memory/measure.ts";

const TEXT = (readings: string, seconds: number): string =>
  `hpts: ${readings} readings in ${seconds} s (--gc collects before each); Ctrl+C reports so far\n`;

test("progress is said after 5 s, and each time that twice as much went by", () => {
  const said: string[] = [];
  const progress = new Progress(1000, (text) => said.push(text), FIRST_AFTER_MS);

  progress.look(5999, 999);
  expect(said).toEqual([]);
  progress.look(6000, 1234);
  expect(said).toEqual([TEXT("1,234", 5)]);
  for (let now = 6000; now < 11_000; now += 100) progress.look(now, 2000);
  expect(said.length).toBe(1);
  progress.look(11_000, 2500);
  progress.look(61_000, 15_000);
  progress.look(80_900, 20_000);
  expect(said.slice(1)).toEqual([TEXT("2,500", 10), TEXT("15,000", 60)]);
});

const PROGRAMS = join(import.meta.dirname, "programs");
const OPTIONS = { what: "lines", cwd: PROGRAMS, output: "pipe", functions: ["main"] } as const;

test("a run with --gc says it on stderr, and goes on", async () => {
  const { stderr, stdout, exitCode } = await measureProgram("busy.ts", {
    ...OPTIONS,
    isClean: true,
    progressAfterMs: 0,
  });

  expect(stderr).toMatch(/^hpts: \d+ readings in \d+ s \(--gc collects before each\); Ctrl\+C/);
  expect([stdout, exitCode]).toEqual(["done\n", 0]);
});

test("a run without --gc says nothing", async () => {
  const { stderr, exitCode } = await measureProgram("busy.ts", { ...OPTIONS, progressAfterMs: 0 });

  expect([stderr, exitCode]).toEqual(["", 0]);
});
