/**
 * Which Markdown files of the repository are pages of the site, and where each one stands in it. A
 * text has one source: the site takes it from where GitHub shows it.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SKIPPED } from "./places.ts";

/** File of the repository, as a pattern -> its place in the site. The first that fits counts. */
const PLACES: readonly (readonly [pattern: RegExp, place: string])[] = [
  [/^docs\/handbook\/(.+\/)?README\.md$/, "$1index.md"],
  [/^docs\/handbook\/(.+\.md)$/, "$1"],
  [/^docs\/grading-handbook\.md$/, "how-to/grade-a-class.md"],
  [/^docs\/architecture\.md$/, "reference/architecture.md"],
  [/^labs\/([^/]+)\/README\.md$/, "tutorials/$1.md"],
  [/^labs\/([^/]+)\/NOTES\.md$/, "instructors/notes-$1.md"],
  [/^packages\/([^/]+)\/README\.md$/, "reference/packages/$1.md"],
  [/^CONTRIBUTING\.md$/, "how-to/contribute.md"],
];

const FOLDERS = ["docs", "labs", "packages"];

/** @param file from the repository's folder, with "/" @returns none for what is no page */
export function placeOf(file: string): string | undefined {
  if (file === "README.md") return "index.md";
  for (const [pattern, place] of PLACES) {
    if (pattern.test(file)) return file.replace(pattern, place).replace("$1", "");
  }
  return undefined;
}

/** All pages' files, in the order of their names. @param root the repository's folder */
export function pageFiles(root: string): string[] {
  const files = FOLDERS.flatMap((folder) => markdownBelow(root, folder));
  return [...files, "CONTRIBUTING.md"].filter((file) => placeOf(file) !== undefined).sort();
}

function markdownBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownBelow(root, path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}
