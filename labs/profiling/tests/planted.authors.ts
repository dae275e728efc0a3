import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keepPristineCopies } from "@hpts/labkit/lab";
import { expect, test } from "vitest";

const LAB = join(import.meta.dirname, "..");

/** The code without its comments, from its first interface to the end of `evolve`. */
function codeOf(file: string): string {
  const text = readFileSync(join(LAB, file), "utf8");
  const begin = text.indexOf("interface Vector");
  const end = text.indexOf("\n}\n", text.indexOf("export function evolve"));
  return text.slice(begin, end).replaceAll(/\/\*\*[\s\S]*?\*\/\n/g, "");
}

test("P4 is measured against what is handed out", () => {
  expect(keepPristineCopies(LAB)).not.toContain("evolve.ts");
  expect(codeOf("tests/bench/planted.ts")).toBe(codeOf(".hpts/pristine/evolve.ts"));
});
