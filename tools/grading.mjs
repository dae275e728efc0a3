/** `pnpm test:grading`: the end-to-end tests of grading, the handbook's commands among them. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const env = { ...process.env, HPTS_E2E: "grading" };
const run = (...args) =>
  spawnSync(process.execPath, [vitest, "run", ...args], { cwd: root, stdio: "inherit", env })
    .status;

const statuses = [
  run("--root", "packages/grade", "test/grade.test.ts", "test/hard-coded.test.ts"),
  run("--config", "tools/vitest.e2e.config.ts"),
];
process.exitCode = statuses.every((status) => status === 0) ? 0 : 1;
