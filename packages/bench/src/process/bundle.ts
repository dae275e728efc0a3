/**
 * Builds a bench file, and the program that runs it, for a plain `node` process. With esbuild, not
 * tsx: a process per case and generation is started, and tsx would add its start-up to each of them
 * (docs/measurements/bench.md). What comes from npm is imported where it is installed.
 */
import { existsSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildFailure, build, type Plugin } from "esbuild";
import { BenchError } from "../bench-error.ts";
import { temporaryFolder } from "./guard.ts";

export interface Built {
  /** To be started. */
  readonly program: string;
  remove(): void;
}

/** @throws BenchError when the file is not there or does not build */
export async function buildBenchFile(file: string, asNamed: string): Promise<Built> {
  if (!existsSync(file)) throw new BenchError("HPTS_BENCH_FILE", `there is no file ${asNamed}`);
  if (statSync(file).isDirectory()) {
    throw new BenchError("HPTS_BENCH_FILE", `${asNamed} is a folder; name the files in it`);
  }
  const { dir, remove } = temporaryFolder("hpts-bench-");
  const { resolve } = createRequire(import.meta.url);
  try {
    await build({
      entryPoints: { cases: file, serve: resolve("@hpts/bench/serve") },
      outdir: dir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
      sourcesContent: false,
      keepNames: false,
      plugins: [imports(resolve("@hpts/bench"))],
      logLevel: "silent",
    });
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
  return { program, remove };
}

function buildError({ errors = [], ...rest }: BuildFailure, asNamed: string): BenchError {
  const [first] = errors;
  const place = first?.location
    ? `${asNamed}:${first.location.line}:${first.location.column + 1}`
    : asNamed;
  const why = first?.text ?? String(rest);
  return new BenchError("HPTS_BENCH_BUILD", `${place}: ${why}`);
}

/** A bench file anywhere gets this very package; npm's packages stay outside. */
function imports(ownEntry: string): Plugin {
  return {
    name: "hpts:bench-imports",
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^@hpts\/bench$/ }, () => ({ path: ownEntry, sideEffects: false }));
      onResolve({ filter: /^[^./#]/ }, async ({ path, kind, resolveDir, pluginData }) => {
        const isOurs = path.startsWith("@hpts/") || path.startsWith("node:");
        const isEntry = kind === "entry-point" || /^[A-Z]:/.test(path);
        if (isOurs || isEntry || pluginData === "outside") return undefined;
        const found = await resolve(path, { kind, resolveDir, pluginData: "outside" });
        if (found.errors.length > 0 || found.external) return found;
        return { path: pathToFileURL(found.path).href, external: true };
      });
    },
  };
}
