/** The content lint's rules about files and texts; those that run tests are in lint-runs.test.ts. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Fault } from "../src/lint/fault.ts";
import { lintLab, lintPages } from "../src/lint/lint.ts";
import { faultsAfter, faultsIn, rootOf } from "./support/lint-faults.ts";
import {
  EXERCISES,
  type LabFiles,
  makeLab,
  manifest,
  writeFiles,
} from "./support/temporary-lab.ts";

const TIMED = `/** It doubles. */
import { double } from "#lab/double";
export default double;
`;

const words = (count: number): string => "word ".repeat(count);

const hints = (sibling: string): string =>
  `## Question\n\nWhat?\n\n## Direction\n\nThere.\n\n## Worked sibling\n\n${sibling}\n`;

test("a sound lab has no faults", async () => {
  expect(await faultsAfter({})).toEqual([]);
});

describe("rule manifest", () => {
  test("names the field of lab.json that is wrong", async () => {
    const faults = await faultsAfter({
      "lab.json": manifest([{ ...EXERCISES[0], points: 0 }, EXERCISES[1]!]),
    });

    expect(faults).toMatchObject([{ rule: "manifest", file: "lab.json" }]);
    expect(faults[0]?.message).toContain("exercises.0.points: must be a whole number of points");
  });

  test("finds that there is no lab.json", async () => {
    const faults = await faultsAfter({ "lab.json": null });

    expect(faults).toMatchObject([{ rule: "manifest", file: "lab.json" }]);
    expect(faults[0]?.message).toBe("is missing; every lab has it");
  });
});

describe("rule files", () => {
  const files = (file: string, message: string): Fault => ({ rule: "files", file, message });

  test("finds a stray file", async () => {
    const lab = makeLab({ "todo-list.txt": "" });

    const { faults } = await lintLab(rootOf(lab), lab);

    expect(faults).toEqual([
      files("todo-list.txt", "is a stray file: the lab contract has no place for it"),
    ]);
  });

  test("knows what the workbench measures and shows", async () => {
    const faults = await faultsAfter({
      "speed/double.ts": TIMED,
      "programs/double-it.ts": TIMED,
      "live.ts": "export {};\n",
    });

    expect(faults).toEqual([]);
  });

  const extra = "export {};\n";
  const renamed = manifest([EXERCISES[0]!, { ...EXERCISES[1], file: "starter/half.ts" }]);

  test.each<[string, string, LabFiles]>([
    ["NOTES.md", "is missing; every lab has it", { "NOTES.md": null }],
    ["hints/M2.md", "is missing; every exercise has hints", { "hints/M2.md": null }],
    [
      "speed/M1.ts",
      "belongs to no exercise with speed tiers in lab.json",
      { "speed/M1.ts": TIMED },
    ],
    [
      "speed/double.ts",
      "must begin with a comment that says what it is",
      { "speed/double.ts": TIMED.replace(/^.*\n/, "") },
    ],
    [
      "programs/double.ts",
      "must import the student's code as #lab/<module>",
      { "programs/double.ts": "/** It runs. */\nexport {};\n" },
    ],
    [
      "programs/Double it.ts",
      "must have a name like evolve.ts or run-taylor.ts",
      { "programs/Double it.ts": TIMED },
    ],
    [
      "speed/M1.ts",
      "is missing: lab.json has speed tiers for this exercise",
      {
        "lab.json": manifest([
          { ...EXERCISES[0], speed: { bronze: 2, silver: 3, gold: 4 } },
          ...EXERCISES.slice(1),
        ]),
      },
    ],
    ["hints/M9.md", "belongs to no exercise of lab.json", { "hints/M9.md": hints("So.") }],
    ["starter/extra.ts", "has no counterpart solution/extra.ts", { "starter/extra.ts": extra }],
    ["solution/extra.ts", "has no counterpart starter/extra.ts", { "solution/extra.ts": extra }],
    ["tests/M2.test.ts", "is missing for exercise M2", { "tests/M2.test.ts": null }],
    ["tests/M9.test.ts", "belongs to no exercise of lab.json", { "tests/M9.test.ts": extra }],
    ["lab.json", "M2: there is no starter/half.ts", { "lab.json": renamed }],
  ])("says of %s: %s", async (file, message, changes) => {
    expect(await faultsAfter(changes)).toEqual([files(file, message)]);
  });

  test.each([
    ["names no file", {}, ["double.ts", "halve.ts"]],
    ["lacks a file of lab.json", { "double.ts": "" }, ["halve.ts"]],
  ])("finds that pristine.json %s", async (_what, kept, missing) => {
    const lab = makeLab();
    const record = JSON.parse(readFileSync(join(lab, "pristine.json"), "utf8"));
    const entries = Object.keys(kept).map((name) => [name, record[name]]);
    writeFiles(lab, { "pristine.json": JSON.stringify(Object.fromEntries(entries)) });

    const { faults, isWorkedOn } = await lintLab(rootOf(lab), lab);

    const message = "is not in pristine.json: run `hpts check sample --record`";
    expect(faults).toEqual(missing.map((name) => files(`starter/${name}`, message)));
    expect(isWorkedOn).toBe(false);
  });

  test("finds that pristine.json is no record", async () => {
    const lab = makeLab();
    writeFiles(lab, { "pristine.json": '["double.ts"]' });

    expect(await faultsIn(lab)).toEqual([
      {
        rule: "manifest",
        file: "pristine.json",
        message:
          "must name files of starter/ with their git blob ids; run `hpts check sample --record`",
      },
    ]);
  });

  test("finds that there is no starter folder", async () => {
    const lab = makeLab();
    rmSync(join(lab, "starter"), { recursive: true });

    expect(await faultsIn(lab)).toContainEqual(files("starter", "is missing; every lab has it"));
  });
});

describe("rule hints", () => {
  test("finds a missing tier", async () => {
    const faults = await faultsAfter({ "hints/M1.md": "## Question\n\nWhat?\n\n## Direction\n" });

    expect(faults).toEqual([
      { rule: "hints", file: "hints/M1.md", message: 'has no "## Direction" with a text' },
      { rule: "hints", file: "hints/M1.md", message: 'has no "## Worked sibling" with a text' },
    ]);
  });

  const GIVEN_AWAY = "const twice = x + x;";
  const solution = `export function double(x: number): number {\n  ${GIVEN_AWAY}\n  return twice;\n}\n`;
  const givesAway = {
    rule: "hints",
    file: "hints/M1.md",
    message: `gives a line of the solution away: ${GIVEN_AWAY}`,
  };

  test("finds a line of the solution in a hint", async () => {
    const faults = await faultsAfter({
      "solution/double.ts": solution,
      "hints/M1.md": hints(`\`\`\`ts\n  ${GIVEN_AWAY}\n\`\`\``),
    });

    expect(faults).toEqual([givesAway]);
  });

  test("accepts a line that the starter already has, or that is too short to tell", async () => {
    const faults = await faultsAfter({
      "solution/double.ts": solution,
      "hints/M1.md": hints("export function double(x: number): number {\n  return twice;\n}"),
    });

    expect(faults).toEqual([]);
  });

  test("says nothing of given lines where nobody knows what was handed out", async () => {
    const lab = makeLab({
      "hints/M1.md": hints("export function double(x: number): number {"),
    });
    writeFiles(lab, { "starter/double.ts": "export const double = (): number => 0;\n" });

    expect((await faultsIn(lab)).filter(({ rule }) => rule === "hints")).toEqual([]);
  });

  test("finds a line of the solution inside a sentence", async () => {
    const faults = await faultsAfter({
      "solution/double.ts": solution,
      "hints/M1.md": hints(`Write \`${GIVEN_AWAY}\` there.`),
    });

    expect(faults).toMatchObject([{ rule: "hints", file: "hints/M1.md" }]);
  });
});

describe("rule readme", () => {
  const readme = (sections: string): LabFiles => ({
    "README.md": `# Sample\n\nYou will be able to X. Not here: Y.\n\n${sections}\nDone when green.\n`,
  });
  const fault = (message: string): Fault => ({ rule: "readme", file: "README.md", message });

  test("finds an exercise without a section", async () => {
    const faults = await faultsAfter(readme("## M1 double\n"));

    expect(faults).toEqual([fault('has no section "## M2 ..."')]);
  });

  test("finds a section of more than 200 words, code not counted", async () => {
    // "M1 double" and "M2 halve" count as well, and so does the last line.
    const faults = await faultsAfter(
      readme(
        `## M1 double\n\n${words(199)}\n\n` +
          `## M2 halve\n\n${words(195)}\n\n\`\`\`\n${words(50)}\n\`\`\`\n`,
      ),
    );

    expect(faults).toEqual([fault("the section M1 has 201 words; at most 200")]);
  });

  test("finds that a phrase is missing that every lab has", async () => {
    const faults = await faultsAfter({
      "README.md": "# Sample\n\nNot here: Y.\n\n## M1 double\n\n## M2 halve\n\nDone when green.\n",
    });

    expect(faults).toEqual([fault('does not say "You will be able to"')]);
  });
});

test("rule messages finds an expect without a message, with its line", async () => {
  const faults = await faultsAfter({
    "tests/M1.test.ts": `import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { double } from "#lab/double";

exercise("doubles", () => {
  // expect(1) in a comment, and "expect(2)" in a string, are none
  expect(double(3), "twice three").toBe(6);
  expect(double(4)).toBe(8);
});
`,
  });

  expect(faults).toEqual([
    {
      rule: "messages",
      file: "tests/M1.test.ts",
      line: 8,
      message: "expect(value) has no second argument, the message that a student reads",
    },
  ]);
});

describe("rule links", () => {
  const deadAt = (line: number, message: string): Fault => ({
    rule: "links",
    file: "NOTES.md",
    line,
    message,
  });
  const notes = (...lines: string[]): LabFiles => ({
    "NOTES.md": `# Notes\n${lines.join("\n")}\n`,
  });

  test("finds links to files and headings that are not there, with their lines", async () => {
    const faults = await faultsAfter(
      notes(
        "A [file](nowhere.md), a [heading](#nowhere),",
        "",
        "a [heading elsewhere](README.md#nowhere), an ![image](nowhere.png)",
      ),
    );

    expect(faults).toEqual([
      deadAt(2, "nowhere.md: there is no such file"),
      deadAt(2, "#nowhere: there is no such heading"),
      deadAt(4, "README.md#nowhere: there is no such heading"),
      deadAt(4, "nowhere.png: there is no such file"),
    ]);
  });

  test("accepts files, folders, headings, and other sites", async () => {
    const faults = await faultsAfter(
      notes(
        "## What's *new* in `double`?",
        "## Twice",
        "## Twice",
        '[file](README.md "a title") [folder](hints) [up](../sample/README.md#m1-double)',
        "[here](#whats-new-in-double) [first](#twice) [second](#twice-1)",
        "[site](https://example.org/x#y) [plain](http://example.org) [mail](mailto:a@example.org)",
      ),
    );

    expect(faults).toEqual([]);
  });

  test("takes no code for a link", async () => {
    const faults = await faultsAfter(
      notes("```ts", "calls[0](nowhere)", "```", "and `calls[1](nowhere)`", "~~~", "[x](y)", "~~~"),
    );

    expect(faults).toEqual([]);
  });

  test.each([
    ["code in a list", ["- item:", "", "  ```ts", "  calls[0](nowhere)", "  ```"]],
    ["code between two backquotes", ["``calls[0](nowhere)``"]],
    ["a heading with an underscore", ["## LAB_TARGET_DIR", "[x](#lab_target_dir)"]],
    ["a line of a file", ["[x](starter/double.ts#L3)"]],
  ])("accepts %s", async (_what, lines) => {
    expect(await faultsAfter(notes(...lines))).toEqual([]);
  });

  test("survives a link with a percent sign", async () => {
    const faults = await faultsAfter(notes("[x](100%.md)"));

    expect(faults).toEqual([deadAt(2, "100%.md: there is no such file")]);
  });

  test("finds a dead link whose target is named further down", async () => {
    const faults = await faultsAfter(notes("A [file][1].", "", "[1]: nowhere.md"));

    expect(faults).toMatchObject([{ rule: "links", file: "NOTES.md" }]);
  });

  test("looks at the course's own pages apart from the labs'", () => {
    const lab = makeLab({ "README.md": "[dead](in-a-lab.md)\n" });
    const root = rootOf(lab);
    writeFiles(root, {
      "README.md": "# Course\n\n[lab](labs/sample/README.md) [dead](docs/nowhere.md)\n",
      "docs/guide.md": "[up](../README.md#course)\n[dead](#nowhere)\n",
      "node_modules/some/README.md": "[dead](nowhere.md)\n",
    });

    const faults = lintPages(root);

    expect(faults).toEqual([
      {
        rule: "links",
        file: "README.md",
        line: 3,
        message: "docs/nowhere.md: there is no such file",
      },
      {
        rule: "links",
        file: "docs/guide.md",
        line: 2,
        message: "#nowhere: there is no such heading",
      },
    ]);
  });
});
