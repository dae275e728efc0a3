/** Small readers: hints, imports, the course's folder. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findCourse, findExercise, findLab, readLabs, UsageError } from "../src/lab/course.ts";
import { parseHints } from "../src/lab/hints.ts";
import { importsOf } from "../src/lab/imports.ts";
import { overviewOf } from "../src/lab/overview.ts";
import { makeLab, writeFiles } from "./support/temporary-lab.ts";

describe("parseHints", () => {
  test("gives the tiers in their order, each with its Markdown", () => {
    const hints = parseHints(
      "# M1\n\n## Direction\nThere.\n\n## Question\nWhat?\n\n```ts\n# no heading\n```\n",
    );

    const markdown = "What?\n\n```ts\n# no heading\n```";
    expect(hints).toEqual([
      { tier: "Question", markdown, text: markdown },
      { tier: "Direction", markdown: "There.", text: "There." },
    ]);
  });

  test("gives them for the terminal as well, flowing and without emphasis", () => {
    const [hint] = parseHints("## Question\n\nWhich of them\ndo you need from _before_ it?\n");

    expect(hint?.text).toBe("Which of them do you need from before it?");
  });

  test("leaves out a tier without text", () => {
    const hints = parseHints("## Question\n\n## Direction\n\nThere.");

    expect(hints.map(({ tier }) => tier)).toEqual(["Direction"]);
  });
});

describe("importsOf", () => {
  test("finds imports, re-exports and import(), in order, with line and kind", () => {
    const source = `import { a } from "./a.ts";
import type { B } from "./b.ts";
export { c } from "./c.ts";
export type { D } from "./d.ts";
import "./e.ts";
const f = await import("./f.ts");
const g = await import(\`./\${f}.ts\`);
// import "./comment.ts";
const text = 'import "./string.ts"';
import type {} from "./h.ts";
`;

    expect(importsOf("x.ts", source)).toEqual([
      { specifier: "./a.ts", typeOnly: false, line: 1 },
      { specifier: "./b.ts", typeOnly: true, line: 2 },
      { specifier: "./c.ts", typeOnly: false, line: 3 },
      { specifier: "./d.ts", typeOnly: true, line: 4 },
      { specifier: "./e.ts", typeOnly: false, line: 5 },
      { specifier: "./f.ts", typeOnly: false, line: 6 },
      { specifier: "./h.ts", typeOnly: true, line: 10 },
    ]);
  });

  test("gives what it can of a file that does not parse", () => {
    expect(() => importsOf("x.ts", 'import "./a.ts";\nconst (')).not.toThrow();
  });
});

describe("the course's folder", () => {
  test("is found from inside, and its absence is a usage error", () => {
    const lab = makeLab();
    const root = join(lab, "..", "..");
    writeFiles(root, { "pnpm-workspace.yaml": "" });

    expect(findCourse(join(lab, "starter"))).toBe(root);
    expect(() => findCourse(join(root, ".."))).toThrow(UsageError);
  });

  test("finds a lab by id, by workspace name and by folder", () => {
    const dir = makeLab();
    const root = join(dir, "..", "..");

    for (const name of ["sample", "lab-sample", "labs/sample", "./labs/sample/", dir]) {
      expect(findLab(root, name, root).dir, name).toBe(dir);
    }
    expect(() => findLab(root, "simple", root)).toThrow(
      'there is no lab "simple"; the labs are: sample',
    );
  });

  test("refuses a copied lab by its folder, and lists the other one once", () => {
    const dir = makeLab();
    const root = join(dir, "..", "..");
    writeFiles(root, { "labs/copy/lab.json": readFileSync(join(dir, "lab.json"), "utf8") });
    const complaint =
      /labs.copy.lab\.json has a wrong id: must be the folder's name, "copy", got "sample"/;

    const { labs, errors } = readLabs(root);

    expect(labs.map((lab) => lab.dir)).toEqual([dir]);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(complaint)]);
    expect(() => findLab(root, "copy", root)).toThrow(complaint);
    expect(() => findLab(root, "simple", root)).toThrow("the labs are: sample");
  });

  test("finds an exercise in either case, and lists them otherwise", () => {
    const dir = makeLab();
    const lab = findLab(join(dir, "..", ".."), "sample", dir);

    expect(findExercise(lab, "m2").id).toBe("M2");
    expect(() => findExercise(lab, "M3")).toThrow(
      'lab sample has no exercise "M3"; it has: M1, M2',
    );
  });

  test("puts labs behind those that they build on, and does not mind a circle", () => {
    const root = join(makeLab(), "..", "..");
    const lab = (id: string, buildsOn: string[]) => ({
      [`labs/${id}/package.json`]: "{}",
      [`labs/${id}/lab.json`]: JSON.stringify({
        id,
        title: id,
        minutes: 1,
        tier: "demo",
        buildsOn,
        objectives: ["x"],
        outOfScope: [],
        exercises: [{ id: "M1", title: "t", file: "starter/a.ts", points: 1, starter: "todo" }],
      }),
    });
    writeFiles(root, {
      ...lab("alpha", ["zeta"]),
      ...lab("zeta", []),
      ...lab("beta", ["beta", "alpha"]),
    });

    const { labs } = readLabs(root);

    expect(labs.map(({ manifest }) => manifest.id)).toEqual(["zeta", "alpha", "beta", "sample"]);
  });
});

describe("the overview of a lab", () => {
  test("points at the next Todo without running anything", () => {
    const dir = makeLab();
    const lab = findLab(join(dir, "..", ".."), "sample", dir);

    expect(overviewOf(lab).next).toMatchObject({
      exercise: { id: "M1" },
      at: { file: "starter/double.ts", line: 4, column: 3 },
    });
  });
});
