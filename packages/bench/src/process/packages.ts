/**
 * Packages for code that is built: looked for where the code stands, and then in this workspace, whose
 * root does not see its own packages. The same for `bench`, `compare` and `timeit`.
 */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";

/** A package of this workspace, from the source as from a build or the bundle of `hpts`. */
const OWN = fileURLToPath(new URL("../../", import.meta.url));

const SEEN = Symbol("looked for by us");

/** @param stays whether JavaScript of packages is imported where it is installed, not built in */
export function packages({ stays }: { readonly stays: boolean }): Plugin {
  return {
    name: "hpts:packages",
    setup(building) {
      building.onResolve({ filter: /^[^./#]/ }, async (asked) => {
        const { path, kind, resolveDir, pluginData } = asked;
        const isEntry = kind === "entry-point" || /^[A-Za-z]:/.test(path);
        if (isEntry || path.startsWith("node:") || pluginData === SEEN) return undefined;
        const look = (from: string) =>
          building.resolve(path, { kind, resolveDir: from, pluginData: SEEN });
        let found = await look(resolveDir);
        for (const from of found.errors.length > 0 ? workspace() : []) {
          found = await look(from);
          if (found.errors.length === 0) break;
        }
        // Said by esbuild itself, to which one within `try` is no error.
        if (found.errors.length > 0) return undefined;
        const isBuiltIn = !stays || found.external || /\.[cm]?tsx?$/.test(found.path);
        return isBuiltIn ? found : { path: pathToFileURL(found.path).href, external: true };
      });
    },
  };
}

/** The course's packages, and the labs beside them. */
function workspace(): string[] {
  const group = dirname(join(OWN, "."));
  const folders = [group, join(dirname(group), "labs")].filter((dir) => existsSync(dir));
  return [OWN, ...folders.flatMap((dir) => readdirSync(dir).map((name) => join(dir, name)))];
}
