/** The experiments of the pages, each bundled into one script that loads nothing else. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { HANDBOOK } from "./places.ts";

const FOLDER = join(HANDBOOK, "experiments");

/** Path in the site -> script. */
export async function experimentScripts(): Promise<Map<string, string>> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".experiment.ts"));
  const { outputFiles } = await build({
    entryPoints: names.map((name) => ({
      in: join(FOLDER, name),
      out: basename(name, ".experiment.ts"),
    })),
    outdir: join(HANDBOOK, "experiments"),
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
  });
  return new Map(outputFiles.map(({ path, text }) => [`experiments/${basename(path)}`, text]));
}
