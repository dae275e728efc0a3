/** A lab's own module, for claims about labs: nothing imports labs, so it is built where it is needed. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { repositoryFolder } from "./repository-folder.ts";

/** A text that stands once in the module, and what comes in its place. */
export type Edit = readonly [from: string, to: string];

/**
 * @param path from the repository's folder
 * @param edits made before it is built
 * @throws Error if the module does not have what an edit replaces
 */
export function labModule<T>(path: string, edits: readonly Edit[] = []): T {
  const file = join(repositoryFolder(), path);
  const require = createRequire(join(repositoryFolder(), "docs", "package.json"));
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  const { outputFiles } = buildSync({
    stdin: {
      contents: edits.reduce((text, edit) => edited(text, edit, path), readFileSync(file, "utf8")),
      resolveDir: dirname(file),
      sourcefile: file,
      loader: "ts",
    },
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

/**
 * A module of a lab's starter as it was handed out, whatever has been written into it since. Who starts
 * the measuring processes has put the copies aside: what does that cannot be bundled.
 *
 * @throws Error if no copy is to be had any more
 */
export function handedOut<T>(lab: string, file: string): T {
  const copy = join("labs", lab, ".hpts", "pristine", file);
  if (existsSync(join(repositoryFolder(), copy))) return labModule(copy);
  throw new Error(`neither labs/${lab}/starter nor git has ${file} as it was handed out`);
}

function edited(text: string, [from, to]: Edit, path: string): string {
  if (text.split(from).length === 2) return text.replace(from, () => to);
  throw new Error(`${path} must have this once: ${from}`);
}
