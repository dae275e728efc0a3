/**
 * The long tests: whole clones, installed and used. `pnpm test:e2e`, not part of `npm test`.
 *
 * `pnpm test:grading` runs what hands out, takes in and grades, with every command of the grading
 * handbook on all labs: the best part of an hour.
 */
import { defineConfig } from "vitest/config";

const GRADING = ["handbook", "published", "gradescope", "actions"].map(
  (name) => `e2e/${name}.test.ts`,
);
const isGrading = process.env["HPTS_E2E"] === "grading";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: isGrading ? GRADING : ["e2e/**/*.test.ts"],
    exclude: isGrading ? [] : GRADING,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ["default", ["json", { outputFile: ".hpts/e2e.json" }]],
  },
});
