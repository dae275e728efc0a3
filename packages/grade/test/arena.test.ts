/** Suites that want marks without testing anything; each runs against programs that it cannot see. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import type { TestResult } from "../src/result.ts";
import { courseLab, type Handed, handIn, handInWrong } from "./support/course.ts";
import { strongestGrader } from "./support/strongest.ts";

const lab = courseLab("testing");
const SLOW = { timeout: 300_000 };

let grader: Grader;
beforeAll(async () => {
  grader = await strongestGrader();
});
afterAll(() => grader.close());

async function graded(handed: Handed, exercise: string): Promise<TestResult> {
  try {
    const { tests } = await grader.grade(handed.dir, lab, { exercises: [exercise] });
    return tests[0]!;
  } finally {
    handed.remove();
  }
}

/** All four files of the suite are this one. */
function suiteOf(code: string): Handed {
  const text = `import { expect, test } from "vitest";
import { Particle, ParticleSimulator } from "#simulator";
const use = () => { const p = new Particle(1, 0, 1); new ParticleSimulator([p]).evolve(0.001); return p; };
${code}`;
  const names = ["evolve", "edge-cases", "properties", "hunt"];
  return handIn(lab, Object.fromEntries(names.map((name) => [`${name}.spec.ts`, text])));
}

const messages = ({ checks }: TestResult): string =>
  checks.map(({ message }) => message).join("\n");

test.each([
  ["forgotten-await", "T2", "is an await missing"],
  ["always-passes", "T6", "60 % are needed to pass"],
  ["fails-by-accident", "T3", "for another reason than an assertion"],
])("%s earns nothing in %s", SLOW, async (name, exercise, says) => {
  const result = await graded(handInWrong(lab, name), exercise);

  expect(result.points).toBe(0);
  expect(messages(result)).toContain(says);
});

test.each([
  ["that always fails", 'test("t", () => { use(); expect(1).toBe(2); });'],
  ["that fails by chance", 'test("t", () => { use(); expect(Math.random()).toBeLessThan(0.5); });'],
  [
    "that looks for the source of what it tests",
    'test("t", () => { use(); expect(String(ParticleSimulator) + String(new ParticleSimulator([]).evolve)).toContain("twin"); });',
  ],
  ["that ends its process", 'test("t", () => { use(); process.exit(0); });'],
  ["that runs for ever", 'test("t", () => { use(); for (;;); });'],
  [
    "that says of itself what it likes",
    'test("t", () => { use(); (globalThis as any)[Symbol.for("hpts.grade.given")].vitest = {}; process.stdout.write("70 of 70"); });',
  ],
])("a suite %s earns nothing", SLOW, async (_what, code) => {
  const result = await graded(suiteOf(`declare const process: any;\n${code}`), "T6");

  expect(result.points).toBe(0);
  expect(result.status).not.toBe("pass");
});
