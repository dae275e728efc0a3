/** A dozen hostile submissions, one a kind of hole; the whole catalogue: pnpm experiment:attacks. */
import { describe, expect, test } from "vitest";
import { parseAttacks, readCatalogue } from "../src/attack/catalogue.ts";
import { attackControl, attackGrader } from "../src/attack/self-test.ts";
import { examineSandbox } from "../src/doctor.ts";
import { courseLab, ROOT } from "./support/course.ts";
import { warnBelow } from "./support/strongest.ts";

const FEW = [
  "really-exit-in-call",
  "array-find",
  "own-vitest",
  "report-replaced-later",
  "kills-everybody",
  "reads-its-caller",
  "known-timestep",
  "forged-answers",
  "buffers",
  "processes",
  "token-in-an-error",
  "link-to-the-solution",
  "commands-in-errors",
];

const { level } = await examineSandbox();
warnBelow(2, level);

const attacks = readCatalogue();
const few = attacks.filter(({ id }) => FEW.includes(id));

describe("the catalogue", () => {
  test("has each kind of attack, several times", () => {
    const counts = new Map<number, number>();
    for (const { category } of attacks) {
      counts.set(category.number, (counts.get(category.number) ?? 0) + 1);
    }

    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 23 }, (_, i) => i + 1),
    );
    for (const [number, count] of counts) expect(count, `category ${number}`).toBeGreaterThan(4);
  });

  test("names what is wrong in a text that is no attack", () => {
    expect(() => parseAttacks("=== x\ntries it\n")).toThrow("<number> <title>");
    expect(() => parseAttacks("# 1 one\n=== x\n--- a.ts\n")).toThrow('needs the line "tries"');
    expect(() => parseAttacks("# 1 one\n=== x\ntries it\nforges M5\n")).toThrow("forges M5");
  });
});

describe.skipIf(level < 2)("attacks", () => {
  test("get no points that they have not earned, and do no harm", {
    timeout: 240_000,
  }, async () => {
    const strongest = level === 3 ? 3 : 2;
    const { outcomes, left } = await attackGrader(strongest, { attacks: few, labOf: courseLab });

    expect(outcomes.filter(({ damage }) => damage !== "none")).toEqual([]);
    expect(outcomes.map(({ id }) => id).sort()).toEqual([...FEW].sort());
    expect(left).toEqual([]);
  });

  test("bite a grader that runs tests in the student's process", { timeout: 600_000 }, async () => {
    const chosen = few.filter(({ id }) => ["array-find", "kills-everybody"].includes(id));
    const options = { attacks: chosen, labOf: courseLab, variants: ["restored"] } as const;
    const { restored } = await attackControl(ROOT, options);

    expect(restored.map(({ id, damage }) => `${id}: ${damage}`)).toEqual([
      "array-find: forged",
      "kills-everybody: harmed",
    ]);
  });

  test("do not run where they would harm this machine", async () => {
    await expect(attackGrader(1, { attacks: few, labOf: courseLab })).rejects.toThrow(
      "L2 and L3 only",
    );
  });
});
