/** Suites that want marks without testing anything; each runs against programs that it cannot see. */
import { join } from "node:path";
import type { Catalogue } from "@hpts/labkit/arena";
import { UsageError } from "@hpts/labkit/lab";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import { misjudged } from "../src/marking/survey-suite.ts";
import type { TestResult } from "../src/result.ts";
import { courseLab, type Handed, handIn, handInWrong, ROOT } from "./support/course.ts";
import { knowingSuite } from "./support/fingerprints.ts";
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

test("a suite that knows the simulators that students can read earns nothing", SLOW, async () => {
  const file = join(ROOT, "labs/testing/tests/arena/catalogue.ts");
  const { catalogue } = (await import(file)) as { catalogue: Catalogue };
  const { text, known } = knowingSuite(catalogue);
  expect(known).toBeGreaterThan(0.8 * catalogue.mutants.length);
  const nothing = `import { test } from "vitest"; test("nothing", () => {});`;
  const others = ["evolve", "edge-cases", "properties"].map((name) => [`${name}.spec.ts`, nothing]);

  const handed = handIn(lab, { ...Object.fromEntries(others), "hunt.spec.ts": text });
  const { points, checks } = await graded(handed, "T6");

  expect(checks.filter(({ visibility }) => visibility === "visible").map((c) => c.status)).toEqual([
    "pass",
    "pass",
    "pass",
  ]);
  const [hidden] = checks.filter(({ visibility }) => visibility === "hidden");
  expect(hidden?.message).toBe(
    "with inputs of our own: other simulators than those of the lab, right and broken",
  );
  expect(points).toBe(0);
});

describe("a survey", () => {
  const part = { from: 0, to: 6, isRun: true };

  test("names each program, and the tests that failed on it", SLOW, async () => {
    const handed = handIn(lab, {
      "evolve.spec.ts": `import { expect, test } from "vitest";
import { Particle, ParticleSimulator } from "#simulator";
test("up it goes", () => {
  const p = new Particle(1, 0, 1);
  new ParticleSimulator([p]).evolve(0.001);
  expect(p.x).toBeLessThan(1.0001);
});
test("just so", () => { expect(new ParticleSimulator([]).particles.length).toBe(1); });`,
      ...Object.fromEntries(
        ["edge-cases", "properties", "hunt"].map((name) => [`${name}.spec.ts`, ""]),
      ),
    });

    const found = await grader.survey(handed.dir, lab, part).finally(() => handed.remove());

    expect(found.map(({ id, set, isRight }) => [id, set, isRight])).toEqual([
      ...["slides-loop", "hoisted", "one-after-the-other", "arrays", "closed-form"].map((id) => [
        id,
        "lab",
        true,
      ]),
      ["sign-of-x", "lab", false],
    ]);
    expect(found[0]!.failed).toContain("evolve.spec › just so");
    expect(found[0]!.failed).not.toContain("evolve.spec › up it goes");
    expect(misjudged(found).map(({ id }) => id)).toContain("hoisted");
  });

  test("without a run names all of both sets", async () => {
    const all = { from: 0, to: Number.MAX_SAFE_INTEGER, isRun: false };

    const found = await grader.survey(join(lab.dir, "solution"), lab, all);

    expect(found).toHaveLength(found[0]!.all);
    expect(new Set(found.map(({ set }) => set))).toEqual(new Set(["lab", "marking"]));
    expect(found.every(({ failed }) => failed.length === 0)).toBe(true);
  });

  test("of a lab whose answer is no suite is refused", async () => {
    const modeling = courseLab("modeling");

    await expect(grader.survey(modeling.dir, modeling, part)).rejects.toThrow(UsageError);
  });
});
