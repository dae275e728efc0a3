/**
 * A suite that tests nothing: it knows the simulators that students can read by their wrong answers,
 * and calls everything right that it does not know.
 */
import type { Catalogue } from "@hpts/labkit/arena";
import { type Scenario, scenarios, seenOf } from "./scenarios.ts";

/** Far above rounding, so that no right simulator is taken for one of them. */
const DIGITS = 7;

function hashOf(text: string): number {
  let hash = 5381;
  for (let i = 0; i < text.length; i++) hash = (33 * hash + text.charCodeAt(i)) % 2 ** 48;
  return hash;
}

const keyOf = ({ words, numbers }: ReturnType<typeof seenOf>): number =>
  hashOf(words + numbers.map((value) => Math.round(value * 10 ** DIGITS)).join());

/** The text of a test file, and how many of the mutants it knows. */
export function knowingSuite({ correct, mutants }: Catalogue): { text: string; known: number } {
  const known = new Set<string>();
  const cases: { scenario: Scenario; wrong: number[] }[] = [];
  for (const scenario of scenarios(40)) {
    const right = new Set(correct.map((one) => keyOf(seenOf(one.create(), scenario))));
    const wrong = mutants.flatMap(({ id, create }) => {
      const key = keyOf(seenOf(create(), scenario));
      if (right.has(key)) return [];
      known.add(id);
      return [key];
    });
    cases.push({ scenario, wrong: [...new Set(wrong)] });
  }
  const text = `import { expect, test } from "vitest";
import { Particle, ParticleSimulator } from "#simulator";
const seenOf = ${seenOf.toString()};
const hashOf = ${hashOf.toString()};
const keyOf = ({ words, numbers }: any) =>
  hashOf(words + numbers.map((value: number) => Math.round(value * 10 ** ${DIGITS})).join());
const subject = { Particle, ParticleSimulator };
const NaN = Number.NaN;
test.each(${literal(cases.map(({ scenario, wrong }) => [scenario, wrong]))} as any)("known", (scenario, wrong) => {
  expect(wrong).not.toContain(keyOf(seenOf(subject, scenario)));
});
`;
  return { text, known: known.size };
}

/** As JSON, with the numbers that JSON has no word for. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  }
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${literal(field)}`);
  return `{ ${fields.join(", ")} }`;
}
