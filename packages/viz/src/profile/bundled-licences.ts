/** The licences of what esbuild put into a script: copies of it have to carry them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** @param inputs files of a bundle, as esbuild's metafile names them */
export function bundledLicences(inputs: readonly string[], workingDir: string): string {
  const roots = new Map<string, string>();
  for (const input of inputs) {
    const [, root, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input) ?? [];
    if (root !== undefined && name !== undefined) roots.set(name, resolve(workingDir, root));
  }
  return [...roots]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, root]) => `${name}\n\n${licenceIn(root)}`)
    .join("\n\n");
}

function licenceIn(root: string): string {
  const name = readdirSync(root).find((file) => /^licen[cs]e(\.|$)/i.test(file));
  if (name !== undefined) return readFileSync(join(root, name), "utf8").trim();
  const about = join(root, "package.json");
  const { license = "unknown" } = existsSync(about)
    ? (JSON.parse(readFileSync(about, "utf8")) as { license?: string })
    : {};
  return `Licence: ${license}`;
}
