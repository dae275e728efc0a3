import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lineTable } from "../../src/index.ts";
import { runProgram } from "../../src/run/run-program.ts";
import { callsByName, hitsByLine, runFiles } from "./run.ts";

const PROGRAMS = join(import.meta.dirname, "../fixtures/programs");
const TAYLOR = { cwd: PROGRAMS, output: "pipe" } as const;

test("engine count: calls of each function, edges only sampled", async () => {
  const { profile } = await runProgram("taylor.ts", { ...TAYLOR, engine: "count" });

  const calls = profile?.frames.calls ?? [];
  const factorial = profile?.frames.name.indexOf("factorial") ?? -1;
  expect(calls[factorial]).toBe(188_000);
  expect(profile?.nodes.calls).toBeUndefined();
  expect(profile?.frames.file[factorial]).toBe(join(PROGRAMS, "taylor.ts"));
});

test("engine sample: functions and lines of the TypeScript file", async () => {
  const { profile } = await runFiles(
    {
      "main.ts": `type Unused = {
  readonly n: number;
};
const hot = (n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += Math.sqrt(i);
  }
  return sum;
};
for (let i = 0; i < 20; i++) hot(3e6);
`,
    },
    { engine: "sample", intervalUs: 200 },
  );

  const { frames, lines, nodes } = profile!;
  const hot = frames.name.indexOf("hot");
  expect([frames.line[hot], nodes.calls, lines?.hits]).toEqual([4, undefined, undefined]);
  const times = new Map(Array.from(lines!.line, (line, i) => [line, lines!.selfUs[i]!]));
  const [[hottest] = []] = [...times].sort((a, b) => b[1] - a[1]);
  expect([6, 7]).toContain(hottest);
});

test("engine clock: calls, and a note on what it does", async () => {
  const { profile } = await runProgram("taylor.ts", { ...TAYLOR, engine: "clock" });

  expect(callsByName(profile)).toMatchObject({ factorial: "188000/750" });
  expect(profile?.meta.notes.join()).toContain("clock was read");
});

describe("engine line", () => {
  test("hits are exact, and a loop's head counts each test", async () => {
    const { profile } = await runProgram("taylor.ts", { ...TAYLOR, engine: "line" });

    expect(hitsByLine(profile!)).toEqual({
      4: 188_000,
      5: 750,
      7: 187_250,
      11: 500,
      15: 1,
      16: 501,
      17: 500,
      18: 250,
      20: 250,
      23: 1,
      27: 1,
      28: 1,
      31: 1,
    });
    expect(lineTable(profile!, { function: "factorial" })).toContain(
      "return n * factorial(n - 1);",
    );
  });

  test("statements without braces, labels, switches and awaits", async () => {
    const { profile, stdout, stderr } = await runFiles(
      {
        "main.mts": `const out: number[] = [];
outer: for (const a of [1, 2]) {
  for (const b of [1, 2])
    if (b === 2) continue outer;
    else out.push(a);
}
let i = 0;
while (i < 3)
  i++;
do i--; while (i > 0)
switch (out.length) {
  case 2:
    out.push(9);
  default:
    out.push(8);
}
const late = async () => {
  await null
  out.push(await Promise.resolve(7))
}
await late()
console.log(out.join());
`,
      },
      { engine: "line" },
    );

    expect([stdout, stderr]).toEqual(["1,2,9,8,7\n", ""]);
    expect(hitsByLine(profile!)).toEqual({
      1: 1,
      2: 3,
      3: 6,
      4: 6,
      5: 2,
      7: 1,
      8: 4,
      9: 3,
      10: 6,
      11: 1,
      13: 1,
      15: 1,
      17: 1,
      18: 1,
      19: 1,
      21: 1,
      22: 1,
    });
  });

  test("a line's time has the calls it makes, once for recursion", async () => {
    const { profile } = await runFiles(
      {
        "main.mts": `function busy(n: number): number {
  let sum = 0;
  for (let i = 0; i < 5e5; i++) sum += Math.sqrt(i);
  return n === 0 ? sum : sum + busy(n - 1);
}
busy(10);
`,
      },
      { engine: "line" },
    );

    const { line, totalUs, selfUs } = profile!.lines!;
    const at = (wanted: number): number => line.indexOf(wanted);
    const wholeUs = totalUs![at(6)]!;
    expect(totalUs![at(4)]).toBeLessThanOrEqual(wholeUs);
    expect(selfUs[at(3)]).toBeGreaterThan(selfUs[at(4)]!);
    expect(totalUs![at(4)]).toBeGreaterThan(selfUs[at(4)]!);
  });

  test("only functions that are named, or marked, when there are such", async () => {
    const files = {
      "main.mts": `/** @profile */
function marked() { return other(); }
function other() { return 1; }
marked();
`,
    };
    const marked = await runFiles(files, { engine: "line" });
    const named = await runFiles(files, { engine: "line", functions: ["other"] });

    expect(Object.keys(hitsByLine(marked.profile!))).toEqual(["2"]);
    expect(Object.keys(hitsByLine(named.profile!))).toEqual(["3"]);
  });
});
