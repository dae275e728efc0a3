/**
 * A lab's own tests as one program for the judge: the same text that students run, with `#lab/*`
 * bound to a stub that asks the sandbox.
 *
 * One text for all test files, which a judge evaluates anew for each submission: nothing that a test
 * remembers of one student reaches the next.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { LabPlan } from "./lab-plan.ts";
import { BINDINGS_KEY } from "./test-bundle-types.ts";

export interface TestBundle {
  /** CommonJS; its `module.exports` is a `TestProgram`. */
  readonly text: string;
  /** Exercises that have tests: "M1", ... */
  readonly exercises: readonly string[];
  /** Modules of the submission that tests import. */
  readonly modules: readonly string[];
}

/** What the lab's tests import that the judge provides. */
const BOUND_NAMES: Readonly<Record<string, readonly string[]>> = {
  vitest: ["expect", "beforeAll", "afterAll"],
  "@hpts/labkit/test": ["exercise", "demand"],
  "@hpts/labkit/arena": ["openArena"],
  "@hpts/bench/compare": ["judgeInProcess"],
};

export async function bundleTests(labDir: string, plan: LabPlan): Promise<TestBundle> {
  const tests = readdirSync(join(labDir, "tests")).filter((name) => name.endsWith(".test.ts"));
  const exercises = tests.map((name) => basename(name, ".test.ts")).sort();
  const modules = new Set<string>();
  const { outputFiles } = await build({
    stdin: { contents: entryText(exercises, plan), resolveDir: labDir, loader: "js" },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    plugins: [
      bindings(labDir, modules),
      askingInside(labDir, plan),
      ownPlaces(),
      nativeModulesStayOutside(),
    ],
    logLevel: "silent",
  });
  return { text: outputFiles[0]!.text, exercises, modules: [...modules].sort() };
}

function entryText(exercises: readonly string[], { given, helpers }: LabPlan): string {
  const files = exercises.map((id) => `"${id}": () => void require("./tests/${id}.test.ts")`);
  const others = Object.entries(given)
    .filter(([, file]) => !file.startsWith("own:"))
    .map(([specifier, file]) => `"${specifier}": () => require("./${file}")`);
  const own = helpers.map((file) => `"${file}": () => require("./${file}")`);
  return `module.exports = { files: { ${files.join(", ")} }, given: { ${others.join(", ")} }, helpers: { ${own.join(", ")} } };`;
}

/** Modules whose exports the judge provides. */
function bindings(labDir: string, modules: Set<string>): Plugin {
  return {
    name: "hpts:bindings",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(vitest|@hpts\/)/ }, ({ path }) =>
        Object.hasOwn(BOUND_NAMES, path) ? { path, namespace: "bindings" } : undefined,
      );
      onResolve({ filter: /^#lab\// }, ({ path }) => ({ path: path.slice(5), namespace: "lab" }));
      onLoad({ filter: /.*/, namespace: "bindings" }, ({ path }) => ({
        contents: named(BOUND_NAMES[path]!, VALUES),
        loader: "js",
      }));
      onLoad({ filter: /.*/, namespace: "lab" }, async ({ path }) => {
        modules.add(path);
        const names = await exportsOf(join(labDir, "solution", `${path}.ts`));
        return { contents: asking(path, names), loader: "js" };
      });
    },
  };
}

/** The names that the reference exports; a submission has to export the same. */
async function exportsOf(file: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: false,
    write: false,
    format: "esm",
    metafile: true,
    logLevel: "silent",
  });
  return Object.values(metafile.outputs)[0]!.exports;
}

/** Files of the tests that run in the sandbox: here, their exports ask them there. */
function askingInside(labDir: string, { inside, apart }: LabPlan): Plugin {
  const elsewhere = { ...inside, ...apart };
  return {
    name: "hpts:inside",
    setup({ onLoad }) {
      // Labs that ask for speed do so by this file; here the sandboxes are timed (see race.ts).
      onLoad({ filter: /[\\/]tests[\\/]bench[\\/]verdict\.ts$/, namespace: "file" }, () => ({
        contents: named(["demandSpeed"], VALUES),
        loader: "js",
      }));
      onLoad({ filter: /\.ts$/, namespace: "file" }, async ({ path }) => {
        const name = elsewhere[relative(labDir, path).split(sep).join("/")];
        if (name === undefined) return undefined;
        return { contents: asking(name, await exportsOf(path)), loader: "js" };
      });
    },
  };
}

const VALUES = `globalThis[Symbol.for("${BINDINGS_KEY}")]`;

const asking = (module: string, names: readonly string[]): string =>
  named(names, `${VALUES}.lab(${JSON.stringify(module)})`);

const named = (names: readonly string[], from: string): string =>
  names.map((name) => `export const ${name} = ${from}[${JSON.stringify(name)}];`).join("\n");

/** Files that look for others beside them find these where they lie, not beside the bundle. */
function ownPlaces(): Plugin {
  return {
    name: "hpts:own-places",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/, namespace: "file" }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        if (!text.includes("import.meta")) return undefined;
        const contents = text
          .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
          .replaceAll("import.meta.filename", JSON.stringify(path))
          .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
        return { contents, loader: "ts" };
      });
    },
  };
}

/** esbuild has a program of its own, which it finds by its own place. */
function nativeModulesStayOutside(): Plugin {
  return {
    name: "hpts:native",
    setup({ onResolve, resolve: find }) {
      onResolve(
        { filter: /^(esbuild|oxc-parser)$/ },
        async ({ path, kind, resolveDir, pluginData }) => {
          if (pluginData === "native") return undefined;
          const found = await find(path, { kind, resolveDir, pluginData: "native" });
          return { path: found.path, external: true };
        },
      );
    },
  };
}
