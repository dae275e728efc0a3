/** Images of a lab that the page may show: those its README shows, and no others. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { extname, join, sep } from "node:path";
import type { Lab } from "@hpts/labkit/lab";

const TYPES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".gif": "image/gif",
  ".jpg": "image/jpeg",
};

export interface Image {
  /** Relative to the lab, as the README writes it; a plain name, in folders or not. */
  readonly name: string;
  /** What is seen, in words. */
  readonly alt: string;
}

/** In the order of the README. */
export function imagesOf(readme: string): Image[] {
  return [...readme.matchAll(/!\[([^\]]*)\]\((?:\.\/)?([\w./-]+)\)/g)]
    .map(([, alt, name]) => ({ name: name!, alt: alt! }))
    .filter(({ name }) => !name.includes("..") && Object.hasOwn(TYPES, extname(name)));
}

/** The first that its README shows; none if that is not there. */
export function pictureOf(lab: Lab): Image | undefined {
  const [first] = imagesOf(readmeOf(lab));
  return first !== undefined && readImage(lab, first.name) !== undefined ? first : undefined;
}

/** None if the README does not show it, or it is not there, or it lies outside the lab. */
export function readImage(lab: Lab, name: string): { type: string; body: Buffer } | undefined {
  try {
    if (!imagesOf(readmeOf(lab)).some((image) => image.name === name)) return undefined;
    const file = realpathSync(join(lab.dir, name));
    if (!file.startsWith(realpathSync(lab.dir) + sep)) return undefined;
    return { type: TYPES[extname(name)]!, body: readFileSync(file) };
  } catch {
    return undefined;
  }
}

function readmeOf(lab: Lab): string {
  const file = join(lab.dir, "README.md");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
