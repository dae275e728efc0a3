/**
 * The page itself, made in memory when the workbench starts: no build step to forget, and no files of
 * the disk behind the addresses.
 */
import { createRequire } from "node:module";
import { build } from "esbuild";

export interface PageFiles {
  readonly script: string;
  readonly styles: string;
  /** Charts and views of profiles: larger than the rest, and loaded when they are wanted. */
  readonly views: string;
  readonly worker: string;
}

/** From where this code is, also when it has become part of the command `hpts`. */
const { resolve } = createRequire(import.meta.url);

export async function makePageFiles(): Promise<PageFiles> {
  const [script, styles, views, worker] = await Promise.all([
    bundle(resolve("@hpts/workbench/page")),
    bundle(resolve("@hpts/workbench/styles")),
    bundle(resolve("@hpts/workbench/views")),
    bundle(resolve("@hpts/workbench/worker")),
  ]);
  return { script, styles, views, worker };
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "error",
    legalComments: "none",
  });
  return outputFiles[0]!.text;
}
