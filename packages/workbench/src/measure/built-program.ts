/** A program as one file of JavaScript: so that its memory over time is its own, and not its loader's. */
import { join } from "node:path";
import { build } from "esbuild";

/** Packages of CommonJS call `require`, which a module does not have. */
const REQUIRE =
  'import { createRequire } from "node:module";const require = createRequire(import.meta.url);';

/** @returns the file, in `dir` */
export async function builtProgram(program: string, dir: string): Promise<string> {
  const outfile = join(dir, "program.mjs");
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    banner: { js: REQUIRE },
    logLevel: "silent",
  });
  return outfile;
}
