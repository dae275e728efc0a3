/**
 * A whole lab in a temporary folder, small but real: its tests run in the real vitest. By default it
 * keeps the lab contract; a test passes the files that are to be different.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { writePristineRecord } from "../../src/lab/pristine.ts";

const PACKAGE = join(import.meta.dirname, "..", "..");

/** File -> text; null leaves a default file out. */
export type LabFiles = Readonly<Record<string, string | null>>;

const made: string[] = [];
afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

export const EXERCISES: readonly object[] = [
  { id: "M1", title: "double", file: "starter/double.ts", points: 1, starter: "todo" },
  { id: "M2", title: "halve", file: "starter/halve.ts", points: 1, starter: "todo" },
];

export function manifest(exercises: readonly object[] = EXERCISES): string {
  return JSON.stringify({
    id: "sample",
    title: "Sample",
    minutes: 5,
    tier: "hands-on",
    buildsOn: [],
    objectives: ["compute"],
    outOfScope: [],
    exercises,
  });
}

const wrongSolution = (n: number): LabFiles => ({
  [`wrong/off-by-${n}/double.ts`]: `export const double = (x: number): number => 2 * x + ${n};\n`,
  [`wrong/off-by-${n}/expect.json`]: '{ "exercise": "M1", "says": "twice three" }\n',
});

const hints = "## Question\n\nWhat?\n\n## Direction\n\nThere.\n\n## Worked sibling\n\nLike this.\n";

const test = (name: string, value: string): string =>
  `import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { ${name} } from "#lab/${name}";

exercise("${name}s three", () => {
  expect(${name}(3), "${value === "6" ? "twice three" : "half of three"}").toBe(${value});
});
`;

const starter = (id: string, name: string): string =>
  `import { todo } from "@hpts/labkit";

export function ${name}(x: number): number {
  todo("${id}: ${name} x");
}
`;

/** A lab with two exercises that keeps the lab contract. */
export const SOUND_LAB: LabFiles = {
  "lab.json": manifest(),
  "package.json": JSON.stringify({
    name: "lab-sample",
    type: "module",
    imports: { "#lab/*": { solution: "./solution/*.ts", default: "./starter/*.ts" } },
  }),
  "README.md":
    "# Sample\n\nYou will be able to X. Not here: Y.\n\n## M1 double\n\n## M2 halve\n\n## Done when\n\nDone when green.\n",
  "NOTES.md": "# Notes\n",
  "tsconfig.json": "{}",
  "tsconfig.solution.json": "{}",
  "vitest.config.ts": "export default {};\n",
  "hints/M1.md": hints,
  "hints/M2.md": hints,
  "starter/double.ts": starter("M1", "double"),
  "starter/halve.ts": starter("M2", "halve"),
  "solution/double.ts": "export function double(x: number): number {\n  return 2 * x;\n}\n",
  "solution/halve.ts": "export function halve(x: number): number {\n  return x / 2;\n}\n",
  "tests/M1.test.ts": test("double", "6"),
  "tests/M2.test.ts": test("halve", "1.5"),
  ...wrongSolution(1),
  ...wrongSolution(2),
  ...wrongSolution(3),
  ...wrongSolution(4),
  ...wrongSolution(5),
};

/**
 * @param changes files that differ from SOUND_LAB
 * @returns the lab's folder; it is removed when the test file is done
 */
export function makeLab(changes: LabFiles = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "hpts-lab-")));
  made.push(root);
  const dir = join(root, "labs", "sample");
  writeFiles(dir, { ...SOUND_LAB, ...changes });
  linkPackages(dir);
  writePristineRecord(dir);
  return dir;
}

export function writeFiles(dir: string, files: LabFiles): void {
  for (const [file, text] of Object.entries(files)) {
    if (text === null) continue;
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
}

/** The packages that labs import, as an installation would link them. */
function linkPackages(dir: string): void {
  const modules = join(dir, "node_modules");
  mkdirSync(join(modules, "@hpts"), { recursive: true });
  symlinkSync(PACKAGE, join(modules, "@hpts", "labkit"), "junction");
  symlinkSync(
    realpathSync(join(PACKAGE, "node_modules", "vitest")),
    join(modules, "vitest"),
    "junction",
  );
}
