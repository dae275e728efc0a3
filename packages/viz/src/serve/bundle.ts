/** Bundles code for a page, in memory. */
import { isBuiltin } from "node:module";
import { type BuildFailure, type BuildOptions, build, formatMessages, type Plugin } from "esbuild";

/** What is bundled: a file, or a text with imports. */
export type Entry = string | { readonly contents: string; readonly folder: string };

export interface Bundle {
  readonly code: string;
  /** From the code back to the files, as JSON. */
  readonly sourceMap: string;
  /** Full paths of all files that are in it. */
  readonly files: readonly string[];
}

/** @throws Error with the compiler's words when the code cannot be bundled */
export async function bundleForPage(entry: Entry): Promise<Bundle> {
  const options: BuildOptions = {
    ...(typeof entry === "string"
      ? { entryPoints: [entry] }
      : { stdin: { contents: entry.contents, resolveDir: entry.folder, sourcefile: "page" } }),
    absWorkingDir: process.cwd(),
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
    metafile: true,
    sourcemap: "external",
    sourcesContent: false,
    outfile: "bundle.js",
    logLevel: "silent",
    plugins: [NODE_IN_WORDS],
  };
  try {
    const { outputFiles, metafile } = await build(options);
    const files = Object.keys(metafile!.inputs).filter(
      (name) => !/^(node-in-words:|page$|<)/.test(name),
    );
    const textOf = (suffix: string): string =>
      outputFiles!.find(({ path }) => path.endsWith(suffix))!.text;
    return { code: textOf(".js"), sourceMap: textOf(".map"), files };
  } catch (error) {
    const { errors } = error as BuildFailure;
    if (errors === undefined) throw error;
    const texts = await formatMessages(errors, { kind: "error", terminalWidth: 80 });
    throw new Error(texts.map((text) => text.trim().replace(/^✘ \[ERROR\] /, "")).join("\n\n"));
  }
}

/** Modules of Node can be imported, and say what is wrong when they are used. */
const NODE_IN_WORDS: Plugin = {
  name: "node-in-words",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path }) =>
      isBuiltin(path) ? { path, namespace: "node-in-words" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "node-in-words" }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== "default");
      const stubs = names.map((name) => `export const ${name} = missing("${name}");`);
      return {
        contents: `const missing = (name) => () => {
  throw new Error("a page has no " + ${JSON.stringify(path)} + " (" + name + "): it is Node's");
};
${stubs.join("\n")}
export default { ${names.join(", ")} };`,
      };
    });
  },
};
