/** Where the handbook's parts are. */
import { join } from "node:path";

export const ROOT: string = join(import.meta.dirname, "..", "..", "..");
export const HANDBOOK: string = join(ROOT, "docs", "handbook");

/** What VitePress reads: made anew for each build, see stage.ts. */
export const STAGED: string = join(HANDBOOK, ".hpts", "pages");

/** Folder names that hold nothing of ours. */
export const SKIPPED: ReadonlySet<string> = new Set([
  "node_modules",
  "dist",
  ".git",
  ".turbo",
  ".hpts",
]);
