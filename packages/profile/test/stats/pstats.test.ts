/** Our reports against those of CPython. */
import { describe, expect, test } from "vitest";
import { type Restriction, Stats } from "../../src/index.ts";
import { GOLDEN, profilesOf, type Step, withoutEngine } from "./golden-programs.ts";

describe("a report is the one of pstats, byte for byte", () => {
  test.each(
    GOLDEN.cases.map(({ program, steps, text }) => [
      `${program}: ${name(steps)}`,
      program,
      steps,
      text,
    ]),
  )("%s", (_, program, steps, expected) => {
    let text = "";
    const stats = new Stats(profilesOf(program as string), {
      stream: { write: (part: string) => (text += part) },
    });

    for (const step of steps as Step[]) run(stats, step);

    expect(withoutEngine(text)).toBe(expected);
  });
});

describe("the figures as data are those of pstats", () => {
  test.each(Object.keys(GOLDEN.statsProfile))("%s", (program) => {
    const { funcProfiles } = new Stats(profilesOf(program)).getStatsProfile();

    const expected = Object.entries(GOLDEN.statsProfile[program] ?? {}).map(([key, one]) => [
      key,
      Object.fromEntries(Object.entries(one).map(([field, value]) => [camelCase(field), value])),
    ]);
    expect(funcProfiles).toEqual(Object.fromEntries(expected));
  });
});

function name(steps: readonly Step[]): string {
  return steps.map((step) => step.join(" ")).join(", ");
}

const camelCase = (text: string): string =>
  text.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function run(stats: Stats, [method, ...args]: Step): void {
  const chosen = args.map((arg) => (arg === "share 0" ? { share: 0 } : arg)) as Restriction[];
  if (method === "print_stats") stats.printStats(...chosen);
  else if (method === "print_callers") stats.printCallers(...chosen);
  else if (method === "print_callees") stats.printCallees(...chosen);
  else if (method === "strip_dirs") stats.stripDirs();
  else if (method === "reverse_order") stats.reverseOrder();
  else if (method === "sort_stats") stats.sortStats(...(args as string[]));
  else throw new Error(`no such step: ${method}`);
}
