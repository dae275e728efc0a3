/**
 * The submission as JavaScript, ready for the sandbox: a module for each file of the lab, and what
 * they share. esbuild reads the texts from memory; of the file system it sees only the libraries
 * that the lab allows.
 *
 * A file that does not parse, or imports what is not there, becomes a module that throws when it is
 * loaded: it spoils the checks that need it, and no others.
 */
import { posix } from "node:path";
import { type BuildFailure, build, type Message, type Plugin, transform } from "esbuild";
import { GIVEN_KEY } from "./given-key.ts";
import type { Libraries } from "./libraries.ts";
import { MODULES_IN_MEMORY, nameOf } from "./modules-in-memory.ts";

export interface BundleOptions {
  /** Path below the starter's folder -> text. */
  readonly files: ReadonlyMap<string, string>;
  /** Modules that the judge may load: "particle" for particle.ts. */
  readonly modules: readonly string[];
  /** Packages that may be imported, resolved from `labDir`; also modules of Node, as "node:fs". */
  readonly libraries: readonly string[];
  /** Modules that the judge has: a call to them is a question to the judge. */
  readonly given: readonly string[];
  /** Libraries that are files of ours here: specifier -> file. */
  readonly standIns: Readonly<Record<string, string>>;
  /** Modules of ours that run beside the submission: name -> file. */
  readonly inside: Readonly<Record<string, string>>;
  readonly labDir: string;
  /** Libraries as files of their own, see libraries.ts. @default none: their code is in the bundle */
  readonly prebuilt?: Libraries;
  /** Short texts, for what is sent to many sandboxes; functions lose their names. @default false */
  readonly isMinified?: boolean;
}

/** File name -> JavaScript; the module "particle" is in "particle.mjs". */
export type BundledFiles = Readonly<Record<string, string>>;

const NAMESPACE = "submission";
const TSCONFIG = {
  compilerOptions: { target: "es2023", verbatimModuleSyntax: true, useDefineForClassFields: true },
} as const;

export async function bundleSubmission(options: BundleOptions): Promise<BundledFiles> {
  const files = new Map(options.files);
  try {
    return await bundled(files, options);
  } catch (error) {
    if ((error as Partial<BuildFailure>).errors === undefined) throw error;
  }
  await replaceUnparsable(files);
  // Each round replaces at least one file by a module that only throws.
  for (let round = 0; round <= options.files.size; round++) {
    try {
      return await bundled(files, options);
    } catch (error) {
      const { errors } = error as Partial<BuildFailure>;
      if (errors === undefined || !replaceFaulty(files, errors)) throw error;
    }
  }
  throw new Error("a submission could not be bundled, whatever was left out");
}

async function replaceUnparsable(files: Map<string, string>): Promise<void> {
  for (const [name, text] of files) {
    try {
      await transform(text, { loader: "ts", logLevel: "silent", tsconfigRaw: TSCONFIG });
    } catch (error) {
      const [first] = (error as Partial<BuildFailure>).errors ?? [];
      const line = first?.location?.line;
      files.set(name, throwing("SyntaxError", `${name}${line ? `:${line}` : ""}: ${first?.text}`));
    }
  }
}

function replaceFaulty(files: Map<string, string>, errors: readonly Message[]): boolean {
  let hasReplaced = false;
  for (const { text, location } of errors) {
    const name = location?.file.replace(`${NAMESPACE}:`, "") ?? "";
    if (!files.has(name)) continue;
    const where = `${name}:${location?.line ?? 1}`;
    files.set(name, throwing("SyntaxError", `${where}: ${text.replaceAll(`${NAMESPACE}:`, "")}`));
    hasReplaced = true;
  }
  return hasReplaced;
}

async function bundled(
  files: ReadonlyMap<string, string>,
  options: BundleOptions,
): Promise<BundledFiles> {
  const { outputFiles, metafile } = await build({
    entryPoints: [
      ...options.modules.map((name) => ({ in: `${NAMESPACE}:${name}.ts`, out: name })),
      ...Object.entries(options.inside).map(([out, file]) => ({ in: `own:${file}`, out })),
    ],
    ...MODULES_IN_MEMORY,
    absWorkingDir: options.labDir,
    chunkNames: "shared-[hash]",
    keepNames: false,
    minify: options.isMinified ?? false,
    plugins: [reading(files, options)],
    tsconfigRaw: TSCONFIG,
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
  return {
    ...options.prebuilt?.withAll(imported.map(({ path }) => path)),
    ...Object.fromEntries(outputFiles.map(({ path, text }) => [nameOf(path), text])),
  };
}

function reading(files: ReadonlyMap<string, string>, options: BundleOptions): Plugin {
  const { libraries, given, standIns, prebuilt, labDir } = options;
  return {
    name: "hpts:submission",
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /.*/ }, async ({ path, kind, importer, namespace, pluginData }) => {
        if (pluginData === "library") return undefined;
        if (kind === "entry-point" && path.startsWith("own:")) {
          return { path: path.slice("own:".length) };
        }
        if (kind === "entry-point") {
          return { path: path.slice(NAMESPACE.length + 1), namespace: NAMESPACE };
        }
        const library = prebuilt?.fileOf(path);
        if (library !== undefined) return { path: library, external: true };
        if (namespace !== NAMESPACE) return undefined; // a library's own import
        if (path.startsWith(".")) {
          return { path: posix.join(posix.dirname(importer), path), namespace: NAMESPACE };
        }
        if (Object.hasOwn(standIns, path)) return { path: standIns[path]! };
        if (given.includes(path)) return { path, namespace: "given" };
        if (!libraries.includes(path)) return { path, namespace: "refused" };
        if (path.startsWith("node:")) return { path, external: true };
        return resolve(path, { kind, resolveDir: labDir, pluginData: "library" });
      });
      onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
        const text = files.get(path) ?? throwing("Error", `the file ${path} is missing`);
        return { contents: text, loader: "ts" };
      });
      onLoad({ filter: /.*/, namespace: "given" }, ({ path }) => ({
        contents: `module.exports = globalThis[Symbol.for("${GIVEN_KEY}")][${JSON.stringify(path)}];`,
        loader: "js",
      }));
      onLoad({ filter: /.*/, namespace: "refused" }, ({ path }) => ({
        contents: `throw new Error(${JSON.stringify(refusal(path, libraries))});\nmodule.exports = {};`,
        loader: "js",
      }));
    },
  };
}

function refusal(path: string, libraries: readonly string[]): string {
  const allowed = libraries.length === 0 ? "nothing" : libraries.join(", ");
  return `${path} cannot be imported where work is graded; this lab allows ${allowed}`;
}

/** A module that throws; as CommonJS, so that it has every export one asks for. */
function throwing(className: "Error" | "SyntaxError", message: string): string {
  return `throw new ${className}(${JSON.stringify(message)});\nmodule.exports = {};`;
}
