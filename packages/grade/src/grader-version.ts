/**
 * Which grader a result is from: its code, its hidden cases and its oracles included. Journals of
 * another one are not gone on with, and not merged.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";

const NAME = "hpts-grade 1";
let version: string | undefined;

/** @example "hpts-grade 1.3f9c2ab41d07" */
export function graderVersion(): string {
  version ??= `${NAME}.${digestOf(dirname(createRequire(import.meta.url).resolve("@hpts/grade")))}`;
  return version;
}

/** @param dir with the package's code, as TypeScript or, published, as JavaScript */
export function digestOf(dir: string): string {
  const hash = createHash("sha256");
  for (const file of codeBelow(dir)) {
    hash.update(`${relative(dir, file).split(sep).join("/")}\0`);
    // A checkout may have other ends of lines.
    hash.update(readFileSync(file, "utf8").replaceAll("\r\n", "\n"));
  }
  return hash.digest("hex").slice(0, 12);
}

function codeBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[cm]?[jt]s$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => join(dir, name))
    .sort();
}
