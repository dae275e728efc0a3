/**
 * One commit without a parent, made of given files: the same files always make the same commit, on
 * every machine and at any time.
 */
import { git } from "../hosts/git.ts";

export interface PublishedFile {
  readonly path: string;
  readonly isExecutable: boolean;
  readonly content: Buffer;
}

const WHO = "High-Performance TypeScript <course@example.invalid>";
/** 2026-01-01 in UTC; a date of the clock would make each commit another. */
const WHEN = "1767225600 +0000";
export const BRANCH = "main";
export const MESSAGE = "High-Performance TypeScript\n";

/**
 * Puts the commit on the branch `main` of a repository, in place of what was there.
 *
 * @param dir an empty folder, or an earlier publication
 * @returns the commit's hash
 */
export function writeCommit(dir: string, files: readonly PublishedFile[]): string {
  git(["init", "--quiet", "--object-format=sha1", `--initial-branch=${BRANCH}`], { dir });
  // Not through the index: it would ask attributes and filters.
  git(["fast-import", "--quiet", "--force"], { dir, input: stream(files) });
  git(["reset", "--quiet", "--hard", BRANCH], { dir });
  return git(["rev-parse", BRANCH], { dir }).toString("utf8").trim();
}

function stream(files: readonly PublishedFile[]): Buffer {
  const parts: Buffer[] = [];
  const write = (text: string): number => parts.push(Buffer.from(text));
  write(`commit refs/heads/${BRANCH}\n`);
  write(`author ${WHO} ${WHEN}\ncommitter ${WHO} ${WHEN}\n`);
  write(`data ${Buffer.byteLength(MESSAGE)}\n${MESSAGE}\n`);
  for (const { path, isExecutable, content } of [...files].sort(byPath)) {
    write(`M ${isExecutable ? "100755" : "100644"} inline ${quoted(path)}\n`);
    write(`data ${content.length}\n`);
    parts.push(content);
    write("\n");
  }
  write("done\n");
  return Buffer.concat(parts);
}

const byPath = (a: PublishedFile, b: PublishedFile): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/** As C writes a string, which is how this format names any path. */
function quoted(path: string): string {
  const escaped = path.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\\n");
  return `"${escaped}"`;
}
