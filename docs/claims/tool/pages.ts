/** Where things are: the pages that must be true, the record, the measurements. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { TOPICS } from "../index.ts";
import type { Source } from "./check.ts";
import { readRecord } from "./record.ts";

export const ROOT: string = join(import.meta.dirname, "..", "..", "..");
export const RECORD: string = join(ROOT, "docs", "measurements", "claims.json");
/** Made from the record. */
export const CLAIMS_PAGE: string = join(ROOT, "docs", "handbook", "reference", "claims.md");

/**
 * Where pages with figures are. The rest of docs/ says why things are as they are, and reference/api is
 * made of comments in sources.
 */
const PAGES = [
  /^README\.md$/,
  /^labs\/[^/]+\/(README|NOTES)\.md$/,
  /^labs\/[^/]+\/hints\/[^/]+\.md$/,
  /^packages\/[^/]+\/README\.md$/,
  /^docs\/grading-handbook\.md$/,
  /^docs\/(handbook|slides)\/(?!reference\/(?:claims\.md$|api\/)).+\.md$/,
];

/** Pages whose figures are checked and filled in, from the repository's folder, with "/". */
export function pages(): string[] {
  const deep = ["labs", "packages", "docs/handbook", "docs/slides"].flatMap(below);
  return ["README.md", "docs/grading-handbook.md", ...deep].filter((path) =>
    PAGES.some((pattern) => pattern.test(path)),
  );
}

/** Files below a folder; installed packages are left out without going through them. */
function below(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = [folder, entry.name].join("/");
    if (entry.name === "node_modules" || entry.name.startsWith(".")) return [];
    return entry.isDirectory() ? below(path) : [path.split(sep).join("/")];
  });
}

export function source(): Source {
  const measurements = join(ROOT, "docs", "measurements");
  return {
    claims: new Map(TOPICS.flatMap(({ claims }) => claims).map((claim) => [claim.id, claim])),
    record: readRecord(RECORD),
    measurement: (name) => {
      const file = join(measurements, name);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
  };
}
