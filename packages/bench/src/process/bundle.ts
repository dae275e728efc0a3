/**
 * Builds a bench file, and the program that runs it, for a plain `node` process. With esbuild, not
 * tsx: a process per case and generation is started, and tsx would add its start-up to each of them
 * (docs/measurements/bench.md). What comes from npm is imported where it is installed.
 */
import { existsSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildFailure, build, type Metafile, type Plugin } from "esbuild";
import { BenchError } from "../bench-error.ts";
import { temporaryFolder } from "./guard.ts";
import { packages } from "./packages.ts";

export interface Built {
  /** To be started. */
  readonly program: string;
  /** What the cases are made of: the bench file and what it imports. Absolute. */
  readonly sources: readonly string[];
  remove(): void;
}

/** @throws BenchError when the file is not there or does not build */
export async function buildBenchFile(file: string, asNamed: string): Promise<Built> {
  if (!existsSync(file)) throw new BenchError("HPTS_BENCH_FILE", `there is no file ${asNamed}`);
  if (statSync(file).isDirectory()) {
    throw new BenchError("HPTS_BENCH_FILE", `${asNamed} is a folder; name the files in it`);
  }
  const { dir, remove } = temporaryFolder("hpts-bench-");
  const { resolve: resolved } = createRequire(import.meta.url);
  let made: Metafile;
  try {
    const { metafile } = await build({
      entryPoints: { cases: file, serve: resolved("@hpts/bench/serve") },
      outdir: dir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
      sourcesContent: false,
      keepNames: false,
      plugins: [thisPackage(resolved("@hpts/bench")), packages({ stays: true })],
      metafile: true,
      logLevel: "silent",
    });
    made = metafile;
  } catch (error) {
    remove();
    throw buildError(error as BuildFailure, asNamed);
  }
  const program = join(dir, "main.mjs");
  const cases = pathToFileURL(join(dir, "cases.mjs")).href;
  writeFileSync(
    program,
    `import { serve } from "./serve.mjs";\nserve(${JSON.stringify(cases)});\n`,
  );
  return { program, sources: sourcesOf(made), remove };
}

function buildError({ errors = [], ...rest }: BuildFailure, asNamed: string): BenchError {
  const [first] = errors;
  const place = first?.location
    ? `${asNamed}:${first.location.line}:${first.location.column + 1}`
    : asNamed;
  const why = first?.text ?? String(rest);
  return new BenchError("HPTS_BENCH_BUILD", `${place}: ${why}`);
}

/** A bench file anywhere gets this very package. */
function thisPackage(entry: string): Plugin {
  return {
    name: "hpts:this-package",
    setup({ onResolve }) {
      onResolve({ filter: /^@hpts\/bench$/ }, () => ({ path: entry, sideEffects: false }));
    },
  };
}

function sourcesOf({ outputs }: Metafile): string[] {
  const [, cases] = Object.entries(outputs).find(([name]) => name.endsWith("cases.mjs")) ?? [];
  return Object.keys(cases?.inputs ?? {}).map((name) => resolve(name));
}
