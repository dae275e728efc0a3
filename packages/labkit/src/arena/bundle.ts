/**
 * Bundles what runs in the arena's child processes, with esbuild: the child itself, the lab's
 * catalogue, and each of the student's test files.
 *
 * In a test file two imports mean something else than usual: "vitest" is the arena's own runner, and
 * the lab's specifier ("#simulator") is the variant under test. Both are read from `globalThis` when
 * the bundle is evaluated, so evaluating it again tests another variant.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildFailure, build, type Message, type Plugin } from "esbuild";
import { SYNTAX_ERROR } from "../checklist/result.ts";
import { importLaidOver, laidOver } from "../lab/overlay.ts";
import { SUBJECT_KEY, VITEST_KEY } from "./bundle-keys.ts";

/** Where the student's files are; those that a target does not have come from its base. */
export interface SpecFolder {
  readonly dir: string;
  readonly base: string;
}

export interface Bundle {
  readonly file: string;
  /** Of the bundle's text: changes with anything that it contains. */
  readonly hash: string;
}

/** The student's file is missing, does not parse, or imports what is not there. `stack` has the place. */
export class SpecBuildError extends Error {
  override readonly name = "SpecBuildError";
}

/** @throws SpecBuildError */
export async function bundleSpec(
  name: string,
  folder: SpecFolder,
  specifier: string,
  subjectNames: readonly string[],
  outDir: string,
): Promise<Bundle> {
  const entry = laidOver(name, folder.base, folder.dir);
  if (!existsSync(entry)) throw new SpecBuildError(missing(entry, folder));
  const plugins = [
    valuesFrom("vitest", VITEST_KEY, VITEST_NAMES),
    valuesFrom(specifier, SUBJECT_KEY, subjectNames),
    overlay(folder),
    dependenciesStayOutside(),
  ];
  return bundle(entry, outDir, plugins);
}

/** As the checklist says it of any file of the student's, which then tells how to bring it back. */
function missing(file: string, { base }: SpecFolder): string {
  const path = join(basename(base), relative(base, file));
  return `the file ${path.split(sep).join("/")} is missing`;
}

/** Bundles a file of this package or of the lab's tests, which always builds. */
export function bundleOwn(entry: string, outDir: string): Promise<Bundle> {
  return bundle(entry, outDir, [dependenciesStayOutside()]);
}

/** The names that `vitestModule` of spec-runner.ts has. */
const VITEST_NAMES = [
  "afterAll",
  "afterEach",
  "assert",
  "beforeAll",
  "beforeEach",
  "describe",
  "expect",
  "it",
  "onTestFailed",
  "onTestFinished",
  "suite",
  "test",
  "vi",
];

async function bundle(entry: string, outDir: string, plugins: Plugin[]): Promise<Bundle> {
  let text: string;
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "node20",
      outdir: outDir,
      sourcemap: "inline",
      sourcesContent: false,
      plugins,
      logLevel: "silent",
    });
    text = outputFiles[0]!.text;
  } catch (error) {
    throw buildError(error as BuildFailure, entry);
  }
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const file = join(outDir, `${hash}.mjs`);
  mkdirSync(outDir, { recursive: true });
  // Whole or not at all: another process may bundle the same file and read it at this moment.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return { file, hash };
}

/** What esbuild says of a name that one of our own modules lacks. */
const MISSING_EXPORT = /^No matching export in "hpts:[^:]*:([^"]*)" for import "([^"]*)"$/;

function buildError({ errors }: BuildFailure, entry: string): SpecBuildError {
  const [first] = errors;
  const error = new SpecBuildError(textOf(first) ?? `${entry} cannot be built`, { cause: errors });
  const { file = entry, line = 1, column = 0 } = first?.location ?? {};
  error.stack = `SpecBuildError: ${error.message}\n    at (${resolve(file)}:${line}:${column + 1})`;
  return error;
}

/** Everything but imports of what is not there comes from esbuild's parser. */
function textOf(message: Message | undefined): string | undefined {
  if (message === undefined) return undefined;
  const text = message.text.replace(MISSING_EXPORT, 'the arena\'s "$1" has no "$2"');
  const isAboutImports = text !== message.text || /^Could not |^No matching |^the file /.test(text);
  return isAboutImports ? text : `${SYNTAX_ERROR}${text}`;
}

/** A module whose exports are read from globalThis when it is evaluated. */
function valuesFrom(specifier: string, key: string, names: readonly string[]): Plugin {
  const namespace = `hpts:${specifier}`;
  const exports = names.map((name) => `export const ${name} = values.${name};`).join("\n");
  const contents = `const values = globalThis[Symbol.for("${key}")];\n${exports}`;
  const filter = new RegExp(`^${specifier}$`);
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter }, () => ({ path: specifier, namespace }));
      onLoad({ filter: /.*/, namespace }, () => ({ contents, loader: "js" }));
    },
  };
}

/** Relative imports of the student's files, to the target's file or else to its base's. */
function overlay(folder: SpecFolder): Plugin {
  const { dir, base } = folder;
  return {
    name: "hpts:overlay",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const file = importLaidOver(path, resolveDir, base, dir);
        if (file === undefined) return undefined;
        if (/\.ts$/.test(file) && !existsSync(file)) {
          return { errors: [{ text: missing(file, folder) }] };
        }
        return { path: file };
      });
    },
  };
}

/** The course's own packages are bundled; what comes from npm is imported where it is installed. */
function dependenciesStayOutside(): Plugin {
  return {
    name: "hpts:outside",
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^./#]/ }, async ({ path, kind, resolveDir, pluginData }) => {
        const isOurs = path.startsWith("@hpts/") || path.startsWith("node:");
        if (isOurs || pluginData === "outside") return undefined;
        const found = await resolve(path, { kind, resolveDir, pluginData: "outside" });
        if (found.errors.length > 0) return { errors: found.errors };
        return { path: pathToFileURL(found.path).href, external: true };
      });
    },
  };
}

/** A file beside this one, in the source tree as well as in the package. */
export function ownFile(name: string): string {
  const here = fileURLToPath(import.meta.url);
  return join(dirname(here), `${name}${here.endsWith(".ts") ? ".ts" : ".js"}`);
}
