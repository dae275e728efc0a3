/** `pnpm test:grading`: the end-to-end tests of grading, the handbook's commands among them. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--config", "tools/vitest.e2e.config.ts"],
  { cwd: root, stdio: "inherit", env: { ...process.env, HPTS_E2E: "grading" } },
);
process.exitCode = status ?? 1;
