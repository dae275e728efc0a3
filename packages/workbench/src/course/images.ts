/** Images of a lab that the page may show: those its README shows, and no others. */
import { readFileSync, realpathSync } from "node:fs";
import { extname, join, sep } from "node:path";
import type { Lab } from "@hpts/labkit/lab";

const TYPES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".gif": "image/gif",
  ".jpg": "image/jpeg",
};

/** Names as the README writes them, relative to the lab; only plain names, in folders or not. */
export function imagesOf(readme: string): string[] {
  const names = [...readme.matchAll(/!\[[^\]]*\]\((?:\.\/)?([\w./-]+)\)/g)].map(
    ([, name]) => name!,
  );
  return names.filter((name) => !name.includes("..") && Object.hasOwn(TYPES, extname(name)));
}

/** None if the README does not show it, or it is not there, or it lies outside the lab. */
export function readImage(lab: Lab, name: string): { type: string; body: Buffer } | undefined {
  try {
    const readme = readFileSync(join(lab.dir, "README.md"), "utf8");
    if (!imagesOf(readme).includes(name)) return undefined;
    const file = realpathSync(join(lab.dir, name));
    if (!file.startsWith(realpathSync(lab.dir) + sep)) return undefined;
    return { type: TYPES[extname(name)]!, body: readFileSync(file) };
  } catch {
    return undefined;
  }
}
