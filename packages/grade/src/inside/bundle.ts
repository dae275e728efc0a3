/** The program that runs in sandboxes, as one text. */
import { createRequire } from "node:module";
import { build } from "esbuild";

let made: Promise<string> | undefined;

/** Bundled once a process: it has no dependencies but Node's own modules. */
export function runnerText(): Promise<string> {
  made ??= bundle();
  return made;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [createRequire(import.meta.url).resolve("@hpts/grade/inside")],
    bundle: true,
    write: false,
    // Node's loader for ES modules takes half as long to start as Node itself.
    format: "cjs",
    platform: "node",
    target: "node20",
    minifySyntax: true,
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}
