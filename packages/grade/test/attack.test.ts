/** Some hostile submissions, one a kind of hole; the whole catalogue: pnpm experiment:attacks. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAttacks, readCatalogue } from "../src/attack/catalogue.ts";
import { harmsInExports } from "../src/attack/exports.ts";
import { hostileZip } from "../src/attack/hostile-zip.ts";
import { attackControl, attackGrader } from "../src/attack/self-test.ts";
import { openZip } from "../src/collect/zip.ts";
import { examineSandbox } from "../src/doctor.ts";
import { FORMATS } from "../src/export/formats.ts";
import { courseLab, ROOT } from "./support/course.ts";
import { check, exercise, resultOf } from "./support/results.ts";
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
  "zip-with-a-link",
  "repository-filter",
  "told-by-a-date",
  "turns-not-seen",
  "one-kind-for-six",
  "commands-in-errors",
  "formula-in-errors",
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

test("what leaves of a result is looked at in every format", () => {
  const message = "token-1 \u202e=1+1 </pre>";
  const failed = check({ name: message, message, status: "fail" });
  const result = resultOf("ada", {
    tests: [exercise({ status: "fail", message, checks: [failed] })],
  });

  expect(harmsInExports(result, "token-2")).toEqual([]);
  const found = harmsInExports(result, "token-1").map((harm) =>
    harm.replace(/^exported as (\w+):.*/, "$1"),
  );
  // Those two have points, and no texts of a submission.
  const others = Object.keys(FORMATS).filter((name) => !["canvas", "summary"].includes(name));
  expect(found).toEqual(others);
});

test.each([
  ["leads out", { path: "../../out.ts" }],
  ["is a link", { path: "starter/steps.ts", isLink: true }],
  ["says that it is smaller", { path: "starter/steps.ts", saysBytes: 1 }],
])("a zip with a file that %s is a zip all the same", (_, part) => {
  const dir = mkdtempSync(join(tmpdir(), "hpts-zip-"));
  writeFileSync(join(dir, "a.zip"), hostileZip([{ content: Buffer.from("a file"), ...part }]));
  try {
    const zip = openZip(join(dir, "a.zip"));
    expect(zip.entries).toHaveLength(1);
    zip.close();
  } finally {
    rmSync(dir, { recursive: true });
  }
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
