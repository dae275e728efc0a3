/**
 * Keeps a bundle to the lab, the course's packages and what is installed. Whatever else an import
 * reaches, by a path or by a link, does not become part of what is served.
 */
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "esbuild";

export function onlyTheCourse(labDir: string): Plugin {
  const folders = [realpathSync(labDir), ...packagesOf(labDir)].map((dir) => dir + sep);
  return {
    name: "only-the-course",
    setup({ onLoad }) {
      onLoad({ filter: /.*/, namespace: "file" }, ({ path }) => {
        const file = existsSync(path) ? realpathSync(path) : path;
        const isInstalled = file.includes(`${sep}node_modules${sep}`);
        if (isInstalled || folders.some((dir) => file.startsWith(dir))) return undefined;
        const name = relative(labDir, path).split(sep).join("/");
        return {
          errors: [{ text: `${name} is not in this lab: only its own files can be imported` }],
        };
      });
    },
  };
}

/** Where the packages that the lab has linked really are. */
function packagesOf(labDir: string): string[] {
  const scope = join(labDir, "node_modules", "@hpts");
  if (!existsSync(scope)) return [];
  return readdirSync(scope).map((name) => realpathSync(join(scope, name)));
}
