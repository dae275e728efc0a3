/** The program that runs in sandboxes, as one text. */
import { createRequire } from "node:module";
import { build } from "esbuild";

/** It has no dependencies but Node's own modules. */
export async function bundledRunner(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [createRequire(import.meta.url).resolve("@hpts/grade/inside")],
    bundle: true,
    write: false,
    // Node's loader for ES modules takes half as long to start as Node itself; a snapshot knows
    // `require`, and no `module`.
    format: "iife",
    platform: "node",
    target: "node20",
    minifySyntax: true,
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}
