/** How code is bundled for sandboxes: modules for Node that share files, as texts, never on the disk. */
import { posix } from "node:path";

/** For esbuild's build(); names of files are only below `outdir` to it, see `nameOf`. */
export const MODULES_IN_MEMORY = {
  bundle: true,
  write: false,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  outdir: "/out",
  outExtension: { ".js": ".mjs" },
  metafile: true,
  logLevel: "silent",
} as const;

/** The name of a file, as the others import it, of its path in what esbuild gives back. */
export const nameOf = (path: string): string => posix.basename(path.replaceAll("\\", "/"));
