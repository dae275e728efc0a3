/**
 * The long tests: whole clones, installed and used. `pnpm test:e2e`, not part of `npm test`.
 *
 * `pnpm test:grading` runs every command of the grading handbook on all labs instead: ten minutes, and
 * speed is measured, so it wants a quiet machine.
 */
import { defineConfig } from "vitest/config";

const GRADING = ["e2e/handbook.test.ts"];
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
