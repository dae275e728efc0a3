/**
 * The vitest settings of a lab; its `vitest.config.ts` is one line that calls `labConfig`.
 *
 * One process for all test files of a run (`isolate: false`): a lab's tests take milliseconds, a
 * process each would take most of a second. Every run has a new process.
 */
import {
  defineConfig,
  type TestProjectInlineConfiguration,
  type ViteUserConfig,
} from "vitest/config";
import { ChecklistReporter } from "../checklist/reporter.ts";
import { createLabPool, type LabPool } from "./pool.ts";
import {
  AUTHORS,
  baseDir,
  type Target,
  targetDir,
  targetPlugins,
  wrongTargets,
} from "./targets.ts";

/** For a lab's vitest.config.ts. LAB_REPORTER=default shows vitest's own report instead. */
export function labConfig(labDir: string): ViteUserConfig {
  const targets: Target[] = ["starter", "solution", ...wrongTargets(labDir)];
  const pools = new Map(targets.map((target) => [target, createLabPool()]));
  const poolOf = (target: Target): LabPool => pools.get(target)!;
  const settings = labSettings(labDir, targets, poolOf);
  const usesOwnReporter = process.env["LAB_REPORTER"] !== "default";
  const reporters = usesOwnReporter ? [new ChecklistReporter(labDir, poolOf)] : ["default"];
  return defineConfig({ ...settings, test: { ...settings.test, reporters } });
}

/** The same without a reporter, for whoever runs a lab from code. */
export function labSettings(
  labDir: string,
  targets: readonly Target[],
  poolOf: (target: Target) => LabPool,
): ViteUserConfig {
  const projects = targets.map((target) => targetProject(labDir, target, poolOf(target)));
  if (targets.includes("solution")) projects.push(authorsProject(labDir));
  return {
    root: labDir,
    test: {
      isolate: false,
      includeTaskLocation: true,
      // Nothing to run is for the checklist to report, exercise by exercise.
      passWithNoTests: true,
      projects,
    },
  };
}

function targetProject(
  labDir: string,
  target: Target,
  pool: LabPool,
): TestProjectInlineConfiguration {
  const resolve = resolution(target === "solution" ? ["solution"] : []);
  return {
    root: labDir,
    resolve,
    ssr: { resolve },
    plugins: targetPlugins(labDir, target),
    test: {
      name: target,
      include: ["tests/*.test.ts"],
      isolate: false,
      pool,
      setupFiles: ["@hpts/labkit/setup"],
      env: targetEnv(labDir, target),
    },
  };
}

/** Checks of the lab itself: plain vitest tests that see the solution. */
function authorsProject(labDir: string): TestProjectInlineConfiguration {
  const resolve = resolution(["solution"]);
  return {
    root: labDir,
    resolve,
    ssr: { resolve },
    test: {
      name: AUTHORS,
      include: ["tests/*.authors.ts"],
      testTimeout: 60_000,
      env: targetEnv(labDir, "solution"),
    },
  };
}

/** For tests that read the code instead of importing it (see arena/). */
function targetEnv(labDir: string, target: Target): Record<string, string> {
  return { LAB_TARGET_DIR: targetDir(labDir, target), LAB_BASE_DIR: baseDir(labDir, target) };
}

function resolution(extra: string[]): { conditions: string[] } {
  return { conditions: [...extra, "module", "node", "development|production"] };
}
