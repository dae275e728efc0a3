/**
 * Makes a source file into JavaScript that plain Node loads: one file with everything in it; its
 * source map lies beside it and is not named in it. Both sides go the same way, whatever they are written in.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { basename, join, resolve } from "node:path";
import { type BuildFailure, build } from "esbuild";
import { packages } from "../process/packages.ts";

export interface BuiltFile {
  readonly file: string;
  readonly exports: readonly string[];
}

/** A source that does not parse, or imports what is not there. The message has the place. */
export class SourceError extends Error {
  readonly code = "HPTS_BENCH_SOURCE";
  override readonly name = "SourceError";
}

/** CommonJS packages call `require`, which a module does not have. */
const REQUIRE =
  'import { createRequire } from "node:module";const require = createRequire(import.meta.url);';

/**
 * @param conditions of package.json's `imports` and `exports`
 * @throws SourceError
 */
export async function buildSource(
  source: string,
  dir: string,
  name: string,
  conditions: readonly string[] = [],
): Promise<BuiltFile> {
  mkdirSync(dir, { recursive: true });
  const outfile = join(dir, `${name}.mjs`);
  try {
    const { metafile } = await build({
      entryPoints: [resolve(source)],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      conditions: [...conditions],
      metafile: true,
      sourcemap: "external",
      sourcesContent: false,
      absWorkingDir: dir,
      banner: { js: REQUIRE },
      plugins: [packages({ stays: false })],
      logLevel: "silent",
    });
    const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint);
    return { file: outfile, exports: output?.exports ?? [] };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    const [first] = errors;
    if (first === undefined) throw error;
    const { file = "", line = 1, column = 0 } = first.location ?? {};
    // It may be in a file that the source imports.
    const found = resolve(dir, file);
    const named = file === "" || found === resolve(source) ? source : found;
    const place = first.location === null ? source : `${named}:${line}:${column + 1}`;
    throw new SourceError(`${place}  ${first.text}`, { cause: error });
  }
}

/** "sort.ts:3:7" for a line and a column, 1-based, of a file that was built. */
export function sourcePlace(file: string, [line, column]: readonly number[]): string | undefined {
  try {
    const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
    const entry = map.findEntry(line! - 1, column! - 1);
    if (!("originalSource" in entry)) return undefined;
    const { originalSource, originalLine, originalColumn } = entry;
    return `${basename(originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  } catch {
    return undefined;
  }
}
