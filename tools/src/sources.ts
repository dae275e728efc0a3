/** The repository's source files, and which room of the house each one is in. */
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

export const ROOT: string = join(import.meta.dirname, "..", "..");

const SKIPPED = new Set([
  "node_modules",
  "dist",
  ".git",
  ".turbo",
  ".hpts",
  "coverage",
  "fixtures",
]);

/** All files below a folder, relative to it, with `/`; what tools make or install is left out. */
export function filesBelow(root: string, dir: string = root): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(root, path);
    return [relative(root, path).split(sep).join("/")];
  });
}

export function isSource(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith(".d.ts");
}

/** "packages/core" for a file in it, "labs/testing", "docs", "tools"; none for files of the root. */
export function workspaceOf(file: string): string | undefined {
  return /^(?:(?:packages|labs)\/[^/]+|docs|tools)(?=\/)/.exec(file)?.[0];
}
