/** The texts of the temporary course: two tiny labs that keep the whole lab contract. */

/** File -> text. */
export type Files = Readonly<Record<string, string>>;

interface LabText {
  readonly id: string;
  readonly buildsOn: readonly string[];
  /** Exercise ids are this letter and 1 or 2. */
  readonly letter: string;
}

/** `labs/second` builds on `labs/first`, and both have two exercises: double and halve. */
export const COURSE_FILES: Files = {
  "pnpm-workspace.yaml": "",
  ".gitignore": "node_modules\n.hpts\n",
  ...labFiles({ id: "first", buildsOn: [], letter: "F" }),
  ...labFiles({ id: "second", buildsOn: ["first"], letter: "S" }),
};

/** The text of a file as it is handed out. */
export function handedOut(file: string): string {
  return COURSE_FILES[file]!;
}

/** What a student writes into `starter/double.ts` and `starter/halve.ts`. */
export const SOLVED_DOUBLE = "export function double(x: number): number {\n  return x + x;\n}\n";
export const SOLVED_HALVE = "export function halve(x: number): number {\n  return 0.5 * x;\n}\n";
/** Right in shape, wrong in value. */
export const WRONG_HALVE = "export function halve(x: number): number {\n  return x;\n}\n";

function labFiles(lab: LabText): Files {
  const [one, two] = [`${lab.letter}1`, `${lab.letter}2`];
  const files: Files = {
    "lab.json": manifest(lab),
    "package.json": JSON.stringify({
      name: `lab-${lab.id}`,
      type: "module",
      imports: { "#lab/*": { solution: "./solution/*.ts", default: "./starter/*.ts" } },
    }),
    "README.md": readme(one, two),
    "NOTES.md": "# Notes\n",
    "tsconfig.json": "{}",
    "tsconfig.solution.json": "{}",
    "vitest.config.ts": "export default {};\n",
    [`hints/${one}.md`]: hints("twice"),
    [`hints/${two}.md`]: hints("half"),
    "starter/double.ts": starter(one, "double"),
    "starter/halve.ts": starter(two, "halve"),
    "solution/double.ts": "export function double(x: number): number {\n  return 2 * x;\n}\n",
    "solution/halve.ts": "export function halve(x: number): number {\n  return x / 2;\n}\n",
    [`tests/${one}.test.ts`]: labTest("double", "6", "twice three"),
    [`tests/${two}.test.ts`]: labTest("halve", "1.5", "half of three"),
    ...Object.assign({}, ...[1, 2, 3, 4, 5].map((n) => wrongSolution(n, one))),
  };
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [`labs/${lab.id}/${file}`, text]),
  );
}

function manifest({ id, buildsOn, letter }: LabText): string {
  return JSON.stringify({
    id,
    title: `The ${id} lab`,
    minutes: 5,
    tier: "hands-on",
    buildsOn,
    objectives: ["compute"],
    outOfScope: [],
    exercises: [
      {
        id: `${letter}1`,
        title: "Twice a number",
        file: "starter/double.ts",
        points: 1,
        starter: "todo",
      },
      {
        id: `${letter}2`,
        title: "Half of a number",
        file: "starter/halve.ts",
        points: 1,
        starter: "todo",
      },
    ],
  });
}

function readme(one: string, two: string): string {
  return `# Sample

You will be able to compute. Not here: fractions.

## ${one} Twice a number

## ${two} Half of a number

## Done when

Done when all is green.
`;
}

function hints(word: string): string {
  return `## Question

What is ${word} of a number?

## Direction

Think of ${word}.

## Worked sibling

Three times: 3 * x
`;
}

function starter(id: string, name: string): string {
  return `import { todo } from "@hpts/labkit";

export function ${name}(x: number): number {
  todo("${id}: ${name} x");
}
`;
}

function labTest(name: string, value: string, message: string): string {
  return `import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { ${name} } from "#lab/${name}";

exercise("${name}s three", () => {
  expect(${name}(3), "${message}").toBe(${value});
});
`;
}

function wrongSolution(n: number, exercise: string): Files {
  return {
    [`wrong/off-by-${n}/double.ts`]: `export const double = (x: number): number => 2 * x + ${n};\n`,
    [`wrong/off-by-${n}/expect.json`]: JSON.stringify({ exercise, says: "twice three" }),
  };
}
