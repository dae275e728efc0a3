/**
 * Makes a source file into JavaScript that plain Node loads: one file with everything in it, without
 * a source map. Both sides go the same way, whatever they are written in.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
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
      absWorkingDir: dir,
      banner: { js: REQUIRE },
      plugins: [packages({ stays: false })],
      logLevel: "silent",
    });
    const [output] = Object.values(metafile.outputs);
    return { file: outfile, exports: output?.exports ?? [] };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    const [first] = errors;
    if (first === undefined) throw error;
    const { line = 1, column = 0 } = first.location ?? {};
    const place = first.location === null ? source : `${source}:${line}:${column + 1}`;
    throw new SourceError(`${place}  ${first.text}`, { cause: error });
  }
}
