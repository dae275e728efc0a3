/**
 * The libraries that a lab allows, bundled once for all submissions: what is in a submission's own
 * bundle is only what was handed in.
 */
import { isBuiltin } from "node:module";
import { build, type PluginBuild } from "esbuild";
import { MODULES_IN_MEMORY, nameOf } from "./modules-in-memory.ts";

export interface Libraries {
  /** The file that stands for a library, as it is imported; undefined if it is none of these. */
  fileOf(specifier: string): string | undefined;
  /** The files among these, and what they import in turn: name -> JavaScript. */
  withAll(files: readonly string[]): Readonly<Record<string, string>>;
}

/** @param specifiers packages, resolved from `labDir`; modules of Node, and what it has not, are left out */
export async function bundleLibraries(
  specifiers: readonly string[],
  labDir: string,
): Promise<Libraries> {
  const packages = await installedOf(specifiers, labDir);
  const { outputFiles, metafile } = await build({
    entryPoints: packages.map((name, i) => ({ in: name, out: `library-${i}` })),
    ...MODULES_IN_MEMORY,
    absWorkingDir: labDir,
    chunkNames: "library-[hash]",
    minifySyntax: true,
    minifyWhitespace: true,
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [nameOf(path), text]));
  const imports = new Map(
    Object.entries(metafile.outputs).map(([path, made]) => [
      nameOf(path),
      made.imports.map((one) => nameOf(one.path)),
    ]),
  );
  return {
    fileOf(specifier) {
      const at = packages.indexOf(specifier);
      return at === -1 ? undefined : `./library-${at}.mjs`;
    },
    withAll(files) {
      const found: Record<string, string> = {};
      const add = (name: string): void => {
        const text = texts.get(name);
        if (text === undefined || Object.hasOwn(found, name)) return;
        found[name] = text;
        for (const next of imports.get(name) ?? []) add(next);
      };
      for (const file of files) add(nameOf(file));
      return found;
    },
  };
}

/** A lab need not have all that its plan allows: whoever imports the rest is told so. */
async function installedOf(specifiers: readonly string[], labDir: string): Promise<string[]> {
  const found: string[] = [];
  const setup = async ({ resolve, onStart }: PluginBuild): Promise<void> =>
    onStart(async () => {
      for (const name of specifiers.filter((one) => !isBuiltin(one))) {
        const { errors } = await resolve(name, { kind: "import-statement", resolveDir: labDir });
        if (errors.length === 0) found.push(name);
      }
    });
  await build({
    stdin: { contents: "" },
    write: false,
    plugins: [{ name: "hpts:installed", setup }],
  });
  return found;
}
