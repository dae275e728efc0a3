/**
 * Folders that lie one over the other: a wrong solution over `solution/`, and what is inside what.
 *
 * vite writes paths with `/` on every system, Node with `\` on Windows, and drive letters come in
 * both cases; `node:path` understands them all, comparing texts does not.
 */
import { existsSync } from "node:fs";
import nodePath, { type PlatformPath } from "node:path";

/**
 * Whether `file` is the folder or in it.
 *
 * @param path the system's way to write paths, for tests
 */
export function isInside(file: string, folder: string, path: PlatformPath = nodePath): boolean {
  const way = path.relative(folder, file);
  return way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** The overlay's file of that name, else the base's. */
export function laidOver(
  name: string,
  base: string,
  overlay: string,
  path: PlatformPath = nodePath,
  exists: (file: string) => boolean = existsSync,
): string {
  const own = path.join(overlay, name);
  return exists(own) ? own : path.join(base, name);
}

/**
 * Where a relative import leads from a folder of the base or of the overlay; undefined elsewhere.
 *
 * @param specifier such as "./motion.ts"
 */
export function importLaidOver(
  specifier: string,
  importerDir: string,
  base: string,
  overlay: string,
  path: PlatformPath = nodePath,
  exists: (file: string) => boolean = existsSync,
): string | undefined {
  // The overlay first: it may lie inside the base.
  const root = [overlay, base].find((dir) => isInside(importerDir, dir, path));
  if (root === undefined) return undefined;
  const name = path.relative(root, path.resolve(importerDir, specifier));
  return laidOver(name, base, overlay, path, exists);
}
