/**
 * The long tests: whole clones, installed and used. `pnpm test:e2e`, not part of `npm test`.
 *
 * `pnpm test:handbook` runs every command of the grading handbook, on all labs and with verify: the best
 * part of an hour.
 */
import { defineConfig } from "vitest/config";

const HANDBOOK = "e2e/handbook.test.ts";
const isHandbook = process.env["HPTS_E2E"] === "handbook";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: [isHandbook ? HANDBOOK : "e2e/**/*.test.ts"],
    exclude: isHandbook ? [] : [HANDBOOK],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ["default", ["json", { outputFile: ".hpts/e2e.json" }]],
  },
});
