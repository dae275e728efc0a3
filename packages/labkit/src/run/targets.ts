/**
 * Which code a lab's tests are about. One text of tests, several targets:
 *
 *     starter     the student's work in `starter/`
 *     solution    the reference in `solution/`
 *     wrong:NAME  a typical wrong solution: `solution/` with the files of `wrong/NAME/` laid over it
 *
 * The tests import `#lab/<module>`. Plain Node and TypeScript resolve that through the lab's
 * package.json (`imports`, with the condition `solution`); for an overlay there is a vite plugin.
 */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Plugin } from "vitest/config";

export type Target = "starter" | "solution" | `wrong:${string}`;

/** The vitest project that checks the lab itself: `tests/*.authors.ts`, for whoever writes it. */
export const AUTHORS = "authors";

const WRONG_PREFIX = "wrong:";

export function isTarget(name: string): name is Target {
  return name === "starter" || name === "solution" || name.startsWith(WRONG_PREFIX);
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

/** The folder whose code a target runs. */
export function targetDir(labDir: string, target: Target): string {
  const overlay = overlayDir(labDir, target);
  return overlay ?? join(labDir, target);
}

function overlayDir(labDir: string, target: Target): string | undefined {
  if (!target.startsWith(WRONG_PREFIX)) return undefined;
  return join(labDir, "wrong", target.slice(WRONG_PREFIX.length));
}

/** The vite plugins a target needs: the overlay of a wrong solution. */
export function targetPlugins(labDir: string, target: Target): Plugin[] {
  const overlay = overlayDir(labDir, target);
  return overlay === undefined ? [] : [overlayPlugin(labDir, overlay)];
}

/**
 * Resolves every module of the solution to the overlay's file of the same name, where there is one:
 * imports from tests, from the solution itself, and from other files of the overlay.
 */
function overlayPlugin(labDir: string, overlay: string): Plugin {
  const base = join(labDir, "solution");
  const laidOver = (file: string): string => {
    const own = join(overlay, relative(base, file));
    return existsSync(own) ? own : file;
  };
  return {
    name: "hpts:overlay",
    enforce: "pre",
    resolveId(source, importer) {
      if (source.startsWith("#lab/")) return laidOver(join(base, `${source.slice(5)}.ts`));
      if (!source.startsWith(".") || importer === undefined) return null;
      const folder = resolve(dirname(importer));
      if (!isInside(folder, base) && !isInside(folder, overlay)) return null;
      const root = isInside(folder, base) ? base : overlay;
      return laidOver(resolve(base, relative(root, folder), source));
    },
  };
}

function isInside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder + sep);
}
