/** The marking set itself: what is said to be right is, and what is said to be wrong shows. */
import { join } from "node:path";
import type { Catalogue } from "@hpts/labkit/arena";
import { expect, test } from "vitest";
import { catalogue } from "../src/marking/testing/catalogue.ts";
import { ROOT } from "./support/course.ts";
import { differ, scenarios, seenOf } from "./support/scenarios.ts";

const asked = scenarios(200);
const file = join(ROOT, "labs/testing/tests/arena/catalogue.ts");
const { catalogue: shown } = (await import(file)) as { catalogue: Catalogue };

type Seen = ReturnType<typeof seenOf>[];
const seen = ({ create }: Catalogue["correct"][number]): Seen =>
  asked.map((scenario) => seenOf(create(), scenario));
const areApart = (a: Seen, b: Seen): boolean => a.some((one, i) => differ(one, b[i]!));

const reference = seen(shown.correct[0]!);
const mutants = catalogue.mutants.map((mutant) => ({ ...mutant, seen: seen(mutant) }));

test("has at least 20 mutants of at least 7 families, and 3 right ones", () => {
  expect(catalogue.mutants.length).toBeGreaterThanOrEqual(20);
  expect(new Set(catalogue.mutants.map(({ family }) => family)).size).toBeGreaterThanOrEqual(7);
  expect(catalogue.correct.length).toBeGreaterThanOrEqual(3);
});

test("gives every variant an id that neither set has twice", () => {
  const all = [catalogue, shown].flatMap(({ correct, mutants }) => [...correct, ...mutants]);
  const ids = all.map(({ id }) => id);

  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test.each(catalogue.correct.map((one) => [one.id, one] as const))(
  "%s does what the reference does, give or take rounding",
  (_id, variant) => {
    expect(areApart(seen(variant), reference)).toBe(false);
  },
);

test.each(mutants.map((one) => [one.id, one] as const))("%s does not", (_id, mutant) => {
  expect(areApart(mutant.seen, reference)).toBe(true);
});

test("no two mutants do the same, of whichever set", () => {
  const open = shown.mutants.map((mutant) => ({ ...mutant, seen: seen(mutant) }));
  const alike = mutants.flatMap((one, i) =>
    [...mutants.slice(i + 1), ...open]
      .filter((other) => !areApart(one.seen, other.seen))
      .map((other) => `${one.id} = ${other.id}`),
  );

  expect(alike).toEqual([]);
});

test("describes what happens, and never what was changed", () => {
  for (const { id, behaviour } of catalogue.mutants) {
    expect(behaviour, id).not.toMatch(/Math\.|sqrt|trunc|norm\b|[=<>+*/]/);
    expect(behaviour.length, id).toBeGreaterThan(20);
  }
});
