/**
 * The vitest settings of every package: what a test file is called, and the JSON report from which
 * `npm test` counts. A package's own `vitest.config.ts` is one line that calls this.
 *
 * Labs have settings of their own: `labConfig` of @hpts/labkit.
 */
import { defineConfig, type ViteUserConfig } from "vitest/config";

export function packageConfig(root: string, setupFiles: string[] = []): ViteUserConfig {
  return defineConfig({
    root,
    test: {
      include: ["test/**/*.test.ts"],
      setupFiles,
      // Generous: tests that start real processes share two cores with other test files.
      testTimeout: 30_000,
      hookTimeout: 30_000,
      reporters: ["default", ["json", { outputFile: ".hpts/test.json" }]],
    },
  });
}
