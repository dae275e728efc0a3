import { toJsonSchema } from "@valibot/to-json-schema";
import { describe, expect, test } from "vitest";
import { labSchema, ManifestError, parseManifest } from "../src/lab/lab-json.ts";

const EXERCISE = {
  id: "M1",
  title: "the first",
  file: "starter/first.ts",
  points: 1,
  starter: "todo",
};

const MANIFEST = {
  id: "modeling",
  title: "Modeling",
  minutes: 30,
  tier: "hands-on",
  buildsOn: [],
  objectives: ["count"],
  outOfScope: [],
  exercises: [EXERCISE],
};

/** What is said of a manifest with some fields changed. */
function complaint(changed: object): string {
  try {
    parseManifest(JSON.stringify({ ...MANIFEST, ...changed }), "lab.json");
  } catch (error) {
    expect(error).toBeInstanceOf(ManifestError);
    return (error as Error).message;
  }
  return "none";
}

describe("parseManifest", () => {
  test("accepts what the lab contract names", () => {
    expect(complaint({ $schema: "../../packages/labkit/lab.schema.json" })).toBe("none");
    expect(
      complaint({
        exercises: [{ ...EXERCISE, marks: { pass: 0.4, full: 0.8, honours: 1 } }],
      }),
    ).toBe("none");
    const speed = { bronze: 2.5, silver: 4, gold: 8 };
    expect(complaint({ exercises: [{ ...EXERCISE, speed }] })).toBe("none");
  });

  test.each([
    ["minutes", { minutes: 0 }, "minutes: must be a whole number of minutes, 1 or more, got 0"],
    ["tier", { tier: "hard" }, 'tier: expected ("hands-on" | "demo" | "optional"), got "hard"'],
    ["a missing field", { title: undefined }, "title: is missing"],
    ["an unknown field", { minuets: 30 }, "minuets: unknown key"],
    ["no objectives", { objectives: [] }, "objectives: must name at least one objective, got 0"],
    ["no exercises", { exercises: [] }, "exercises: must name at least one exercise, got 0"],
    [
      "an id twice",
      { exercises: [EXERCISE, EXERCISE] },
      "exercises: must have different ids; M1 is there more than once",
    ],
    [
      "a file outside starter/",
      { exercises: [{ ...EXERCISE, file: "../secret.ts" }] },
      'exercises.0.file: must be a TypeScript file such as "starter/particle.ts", got "../secret.ts"',
    ],
    [
      "marks that do not rise",
      { exercises: [{ ...EXERCISE, marks: { pass: 0.9, full: 0.8, honours: 1 } }] },
      "exercises.0.marks: must rise: pass < full <= honours",
    ],
    [
      "speed tiers that do not rise",
      { exercises: [{ ...EXERCISE, speed: { bronze: 2, silver: 2, gold: 3 } }] },
      "exercises.0.speed: must rise: bronze < silver < gold",
    ],
    [
      "a speed-up that is none",
      { exercises: [{ ...EXERCISE, speed: { bronze: 1, silver: 2, gold: 3 } }] },
      "exercises.0.speed.bronze: must be a speed-up, more than 1, got 1",
    ],
  ])("names the field and what it got: %s", (_case, changed, line) => {
    expect(complaint(changed)).toBe(`lab.json is not a lab manifest:\n  ${line}`);
  });

  test("names every mistake, not only the first", () => {
    expect(complaint({ minutes: -1, tier: "?" }).split("\n")).toHaveLength(3);
  });

  test("says where text is no JSON", () => {
    expect(() => parseManifest('{ "id": ', "labs/x/lab.json")).toThrow(
      /^labs\/x\/lab\.json is not JSON: /,
    );
  });
});

test("lab.schema.json says to editors what parseManifest demands", async () => {
  const schema = toJsonSchema(labSchema, { errorMode: "ignore" });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../lab.schema.json");
});
