/** The static files of speedscope, as its npm package brings them. https://www.speedscope.app */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

export interface SpeedscopeFiles {
  /** Names of all files that the page may ask for. */
  readonly names: ReadonlySet<string>;
  /** For the notice that has to go with copies of it. */
  readonly license: string;
  read(name: string): Buffer;
}

export function speedscopeFiles(): SpeedscopeFiles {
  const root = dirname(requireHere().resolve("speedscope/package.json"));
  const release = join(root, "dist/release");
  const names = new Set(readdirSync(release));
  return {
    names,
    license: readFileSync(join(root, "LICENSE"), "utf8"),
    read: (name) => {
      if (!names.has(name)) throw new RangeError(`speedscope has no file ${name}`);
      return readFileSync(join(release, name));
    },
  };
}

/** What this package can load, also where its code has become a part of another program's file. */
function requireHere(): NodeJS.Require {
  return createRequire(createRequire(import.meta.url).resolve("@hpts/profile"));
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** The media type of a file, by its suffix. */
export function mediaType(name: string): string {
  return TYPES[extname(name)] ?? "text/plain; charset=utf-8";
}
