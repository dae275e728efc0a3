/** A lab's own module, for claims about labs: nothing imports labs, so it is built where it is needed. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { repositoryFolder } from "./repository-folder.ts";

/** @param path from the repository's folder */
export function labModule<T>(path: string): T {
  const require = createRequire(join(repositoryFolder(), "docs", "package.json"));
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  const { outputFiles } = buildSync({
    entryPoints: [join(repositoryFolder(), path)],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    logLevel: "silent",
  });
  const module = { exports: {} as T };
  new Function("module", "require", outputFiles[0]!.text)(module, require);
  return module.exports;
}
