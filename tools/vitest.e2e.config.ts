/** The long tests: whole clones, installed and used. `pnpm test:e2e`, not part of `npm test`. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["e2e/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ["default", ["json", { outputFile: ".hpts/e2e.json" }]],
  },
});
