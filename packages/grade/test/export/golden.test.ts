import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/attack/parse-csv.ts";
import { xmlFault } from "../../src/attack/xml-fault.ts";
import { type ExportSettings, FORMATS } from "../../src/export/formats.ts";
import { type Exported, markOf } from "../../src/export/shown.ts";
import { CLASS, SECRET } from "../support/class.ts";

const SETTINGS: ExportSettings = {
  assignment: "Lab 1 (4711)",
  visibility: "after_due_date",
  classroom50: { classroom: "cs1", assignment: "modeling" },
};

function textOf(name: string, all: readonly Exported[] = CLASS): string {
  const format = FORMATS[name]!;
  if (format.kind === "one") return [...format.write(all, SETTINGS)].join("");
  return all.map((one) => format.write(one, SETTINGS) ?? "(nothing)\n").join("-----\n");
}

const FILES: Readonly<Record<string, string>> = {
  csv: "csv",
  canvas: "csv",
  moodle: "csv",
  junit: "xml",
  summary: "md",
  annotations: "txt",
  markdown: "md",
  gradescope: "txt",
  classroom50: "txt",
  exercism: "txt",
};

test.each(Object.entries(FILES))("%s is as in the golden file", async (name, ending) => {
  // git keeps no line ends but its own; that CSV has others is tested with what reads it.
  const text = textOf(name).replaceAll("\r\n", "\n");
  await expect(text).toMatchFileSnapshot(`golden/${name}.${ending}`);
});

test("no format shows what a hidden check was about", () => {
  // What goes to programs has the results as they are; the judge has put no secret into them.
  for (const name of Object.keys(FORMATS).filter((one) => one !== "json")) {
    expect(textOf(name), name).not.toContain(SECRET);
  }
});

test("nobody who was not graded has a number of points in any format", () => {
  const none = CLASS.filter(({ result }) => markOf(result).kind !== "mark");
  expect(none).toHaveLength(4);

  expect(parseCsv(textOf("csv", none).slice(1)).map((row) => row.slice(0, 4))).toEqual([
    ["student", "status", "points", "max"],
    ["名前 太郎", "ungradable", "", ""],
    ["zoe", "infrastructure", "", ""],
    ["yan", "graded", "", ""],
    ["zed", "graded", "", ""],
  ]);
  expect(parseCsv(textOf("canvas", none))).toHaveLength(1);
  expect(parseCsv(textOf("moodle", none))).toHaveLength(1);
  expect(textOf("classroom50", none)).toBe(Array(4).fill("(nothing)\n").join("-----\n"));
  for (const text of textOf("gradescope", none).split("-----\n")) {
    const { score, tests, output } = JSON.parse(text);
    expect([score, tests]).toEqual([undefined, undefined]);
    expect(output).toMatch(/cannot be graded|not graded|no mark|not decided/);
  }
  for (const name of ["summary", "annotations", "markdown", "junit"]) {
    expect(textOf(name, none), name).not.toMatch(/\b0(\/| of )4/);
  }
});

describe("what other programs say of it", () => {
  test("our XML is well-formed", () => {
    expect(xmlFault(textOf("junit"))).toBeUndefined();
  });

  test("python reads the XML and the CSV", () => {
    if (spawnSync("python3", ["-V"]).error !== undefined) {
      console.warn("NOT TESTED: XML and CSV read by python (Debian package python3)");
      return;
    }
    const program = `
import csv, io, json, sys, xml.etree.ElementTree as tree
given = json.load(sys.stdin)
suites = tree.fromstring(given["junit"].encode())
print(len(suites.findall("testsuite")), len(suites.findall(".//testcase")))
for name in ("csv", "canvas", "moodle"):
    rows = list(csv.reader(io.StringIO(given[name], newline=""), strict=True))
    print(name, len(rows), len({len(row) for row in rows}))
`;
    const [junit, csv] = [textOf("junit"), textOf("csv")];
    const input = JSON.stringify({
      junit,
      csv,
      canvas: textOf("canvas"),
      moodle: textOf("moodle"),
    });

    const said = execFileSync("python3", ["-c", program], { input, encoding: "utf8" });

    expect(said.trim().split("\n")).toEqual(["8 17", "csv 9 1", "canvas 6 1", "moodle 5 1"]);
  });
});
