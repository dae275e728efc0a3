/** `hpts plot`. */
import { beforeAll, describe, expect, test } from "vitest";
import { comparisonText, runText, TIMELINE } from "./support/plot-files.ts";
import { makeCourse } from "./support/temporary-course.ts";

const USAGE = 2;

describe("hpts plot", () => {
  const course = makeCourse();
  beforeAll(() => {
    course.write("sizes.json", runText({ sizes: [100, 1000, 10_000], seconds: 1e-6 }));
    course.write("after.jsonl", runText({ sizes: [100, 1000, 10_000], seconds: 5e-7 }));
    course.write("one.json", runText({ sizes: [], seconds: 1e-6 }));
    const [first, second] = ["2026-01-01", "2026-01-02"].map((day) =>
      runText({ sizes: [], seconds: 1e-6, time: `${day}T00:00:00.000Z` }),
    );
    course.write("history.jsonl", `${first}\n${second}\n`);
    course.write("compare.json", comparisonText(1.4));
    course.write("work.dat", TIMELINE);
  });

  test.each([
    ["sizes.json", "Time against size"],
    ["sizes.json after.jsonl", "Time against size"],
    ["one.json", "How times scatter"],
    ["history.jsonl", "Time over runs"],
    ["one.json --kind warmup", "Batches of sum in their order"],
    ["compare.json", "How many times as fast"],
    ["work.dat", "Memory of work.ts"],
  ])("%s: %s, in the terminal", async (args, title) => {
    const { code, stdout, stderr } = await course.hpts(["plot", ...args.split(" ")]);

    expect(stderr).toBe("");
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe(title);
    expect(stdout).toMatch(/n = \d/);
    expect(stdout).toContain("Machine: ");
    expect(Math.max(...lines.map((line) => Array.from(line).length))).toBeLessThanOrEqual(80);
  });

  test("draws with plain characters where asked to", async () => {
    const { stdout } = await course.hpts(["plot", "one.json"], { env: { HPTS_ASCII: "1" } });

    expect(stdout).toContain("sum |");
    expect(stdout).not.toMatch(/[^\n\x20-\x7eµ×·]/);
  });

  test("prints the data as a table, and as JSON in seconds", async () => {
    const table = await course.hpts(["plot", "sizes.json", "--table"]);
    const json = await course.hpts(["plot", "sizes.json", "--json"]);

    expect(table.stdout).toMatch(/^series +n +time a call +low +high$/m);
    expect(table.stdout).toMatch(/^sum +1000 +1\.00 µs/m);
    const { kind, columns, rows } = JSON.parse(json.stdout);
    expect(kind).toBe("scaling");
    expect(columns[2]).toEqual({ title: "time a call", unit: "s" });
    expect(rows[1][2]).toBeCloseTo(1e-6, 12);
  });

  test("writes files, the kind by the suffix", async () => {
    const said: string[] = [];
    for (const file of ["out.svg", "out.PNG", "out.html"]) {
      const { code, stdout, stderr } = await course.hpts(["plot", "sizes.json", "-o", file]);
      expect([code, stderr]).toEqual([0, ""]);
      said.push(stdout.replace(/[\d.]+ KiB/, "<n> KiB"));
    }

    expect(said).toEqual([
      "out.svg: scaling, 1 series, <n> KiB\n",
      "out.PNG: scaling, 1 series, <n> KiB\n",
      "out.html: scaling, 1 series, <n> KiB\n",
    ]);
    expect(course.read("out.svg")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(course.read("out.PNG").slice(1, 4)).toBe("PNG");
    const page = course.read("out.html");
    expect(page).toContain("default-src 'none'");
    expect(page.replaceAll("http://www.w3.org/", "")).not.toMatch(/https?:\/\//);
  });

  test("a name cannot end the script that its data stand in", async () => {
    course.write("evil.json", runText({ sizes: [], seconds: 1e-6, name: "</script><b>" }));
    await course.hpts(["plot", "evil.json", "-o", "evil.html"]);

    expect(course.read("evil.html").match(/<\/script>/g)).toHaveLength(2);
    expect(course.read("evil.html")).not.toContain("<b>");
  });

  test("a name cannot reach the terminal's cursor", async () => {
    course.write("escape.json", runText({ sizes: [], seconds: 1e-6, name: "a\u001b[2J\nb" }));
    for (const how of [[], ["--table"]]) {
      const { stdout } = await course.hpts(["plot", "escape.json", ...how]);

      expect(stdout).not.toContain("\u001b");
      expect(stdout).toContain("a [2J b");
    }
  });

  test("a line that is cut off is named, and the others are drawn", async () => {
    course.write("cut.jsonl", `${runText({ sizes: [], seconds: 1e-6 })}\n{"schema":"hpts/be`);
    const { code, stdout, stderr } = await course.hpts(["plot", "cut.jsonl"]);

    expect(code).toBe(0);
    expect(stdout).toContain("How times scatter");
    expect(stderr).toMatch(/^hpts: cut\.jsonl:2 is cut off or damaged: expected JSON, got/);
  });

  test.each([
    ["nothing.json", "there is no file nothing.json"],
    ["labs", "labs is a folder: expected a file"],
    ["sizes.json -o out.pdf", "-o must end in .svg, .png or .html, got out.pdf"],
    ["sizes.json -o no/out.svg", "-o no/out.svg: there is no folder no"],
    [
      "sizes.json compare.json",
      "sizes.json holds runs of hpts bench, compare.json results of hpts",
    ],
    ["sizes.json --kind memory", "--kind memory needs files of hpts memory run, and sizes.json"],
    ["one.json --kind warmup --case x", "expected a case of the run (sum), got x"],
    ["compare.json --tiers 2,1,3", "--tiers must be three rising numbers as 1.1,1.25,1.6, got"],
    ["sizes.json --width 9", "--width must be 260 to 4000 pixels, got 9"],
    ["sizes.json -o out.svg --theme dark", "--theme is for .png; .svg follows the reader's"],
    ["- -", "- is stdin, and can be given only once"],
  ])("%s: is refused in a sentence", async (args, message) => {
    const { code, stdout, stderr } = await course.hpts(["plot", ...args.split(" ")]);

    expect(code).toBe(USAGE);
    expect(stdout).toBe("");
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(message);
  });

  test("does not write over what it reads", async () => {
    course.write("run.svg", runText({ sizes: [], seconds: 1e-6 }));
    const { code, stderr } = await course.hpts(["plot", "run.svg", "-o", "./run.svg"]);

    expect(code).toBe(USAGE);
    expect(stderr).toContain("./run.svg would be overwritten; give -o another name");
  });
});
