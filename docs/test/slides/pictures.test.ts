/** Pictures are committed as they are drawn: what they say of the course, such as counts, is still so. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PICTURES } from "../../slides/pictures/pictures.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "slides", "pictures");
/** Measures: no two are alike. */
const MEASURED = new Set(["warm-up"]);

test.each(Object.keys(PICTURES).filter((name) => !MEASURED.has(name)))(
  "%s.svg is what its program draws",
  (name) => {
    const committed = readFileSync(join(FOLDER, `${name}.svg`), "utf8");

    expect(committed, `pnpm slides:pictures ${name}`).toBe(PICTURES[name]!());
  },
);
