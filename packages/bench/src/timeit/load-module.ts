/**
 * Loads TypeScript that stands in no file, with what it imports: bundled by esbuild, because Node 20
 * loads no TypeScript. Packages of JavaScript stay where they are installed.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { packages } from "../process/packages.ts";

/** What esbuild calls code from no file. */
export const NO_FILE = "timeit-code";

export interface LoadedModule {
  readonly exports: Readonly<Record<string, unknown>>;
  /** The first place in a stack that lies in the code or what was bundled with it. */
  placeIn(stack: string): SourcePlace | undefined;
}

export interface SourcePlace {
  /** NO_FILE, or a path as the bundler names it. */
  readonly file: string;
  /** Both 1-based. */
  readonly line: number;
  readonly column: number;
}

/** @throws what esbuild throws if something cannot be found, or what the module throws */
export async function loadModule(text: string, baseDir: string): Promise<LoadedModule> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: baseDir, sourcefile: NO_FILE, loader: "ts" },
    absWorkingDir: baseDir,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "external",
    write: false,
    outfile: "out.mjs",
    plugins: [packages({ stays: true })],
    logLevel: "silent",
  });
  const textOf = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))!.text;
  const dir = mkdtempSync(join(tmpdir(), "hpts-timeit-"));
  try {
    const file = join(dir, "timeit.mjs");
    writeFileSync(file, textOf(".mjs"));
    const { href } = pathToFileURL(file);
    const exports = (await import(href)) as Record<string, unknown>;
    const map = new SourceMap(JSON.parse(textOf(".map")));
    return { exports, placeIn: (stack) => placeIn(stack, href, map) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function placeIn(stack: string, href: string, map: SourceMap): SourcePlace | undefined {
  for (const frame of stack.split("\n")) {
    const at = frame.indexOf(href);
    const [, line, column] =
      at < 0 ? [] : (/^:(\d+):(\d+)/.exec(frame.slice(at + href.length)) ?? []);
    if (line === undefined) continue;
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if ("originalSource" in entry && entry.originalSource !== undefined) {
      return {
        file: entry.originalSource,
        line: entry.originalLine + 1,
        column: entry.originalColumn + 1,
      };
    }
  }
  return undefined;
}
