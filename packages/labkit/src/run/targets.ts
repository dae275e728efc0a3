/**
 * Which code a lab's tests are about. One text of tests, several targets:
 *
 *     starter     the student's work in `starter/`
 *     pristine    the starter as it was handed out, from `.hpts/pristine/`
 *     solution    the reference in `solution/`
 *     wrong:NAME  a typical wrong solution: `solution/` with the files of `wrong/NAME/` laid over it
 *
 * The tests import `#lab/<module>`. Plain Node and TypeScript resolve that through the lab's
 * package.json (`imports`, with the condition `solution`); for the others there is a vite plugin.
 */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Plugin } from "vitest/config";
import { importLaidOver, laidOver } from "../lab/overlay.ts";
import { pristineDir } from "../lab/pristine.ts";

export type Target = "starter" | "pristine" | "solution" | `wrong:${string}`;

/** The vitest project that checks the lab itself: `tests/*.authors.ts`, for whoever writes it. */
export const AUTHORS = "authors";

const WRONG_PREFIX = "wrong:";

export function isTarget(name: string): name is Target {
  return ["starter", "pristine", "solution"].includes(name) || name.startsWith(WRONG_PREFIX);
}

/** One target a typical wrong solution, sorted. */
export function wrongTargets(labDir: string): Target[] {
  const dir = join(labDir, "wrong");
  if (!existsSync(dir)) return [];
  const entries = readdirSync(dir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry): Target => `wrong:${entry.name}`)
    .sort();
}

/** The folder whose code a target runs; what is not in it comes from `baseDir`. */
export function targetDir(labDir: string, target: Target): string {
  if (target === "pristine") return pristineDir(labDir);
  if (!target.startsWith(WRONG_PREFIX)) return join(labDir, target);
  return join(labDir, "wrong", target.slice(WRONG_PREFIX.length));
}

/** Where a target's other files come from. */
export function baseDir(labDir: string, target: Target): string {
  return target.startsWith(WRONG_PREFIX) ? join(labDir, "solution") : targetDir(labDir, target);
}

/** The vite plugins that a target needs. */
export function targetPlugins(labDir: string, target: Target): Plugin[] {
  if (target === "starter" || target === "solution") return [];
  return [overlayPlugin(baseDir(labDir, target), targetDir(labDir, target))];
}

/**
 * Resolves every module of `base` to the file of the same name in `overlay`, where there is one:
 * imports from tests, from the base itself, and from other files of the overlay.
 */
function overlayPlugin(base: string, overlay: string): Plugin {
  return {
    name: "hpts:overlay",
    enforce: "pre",
    resolveId(source, importer) {
      if (source.startsWith("#lab/")) {
        return normalizePath(laidOver(`${source.slice(5)}.ts`, base, overlay));
      }
      if (!source.startsWith(".") || importer === undefined) return null;
      const file = importLaidOver(source, dirname(importer), base, overlay);
      return file === undefined ? null : normalizePath(file);
    },
  };
}

/** As vite writes paths: the same file under two names would be loaded twice. */
function normalizePath(file: string): string {
  return file.split(sep).join("/");
}
