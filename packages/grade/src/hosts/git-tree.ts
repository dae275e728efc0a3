/** The files of a commit, read from git's objects: no checkout, so no file of it is ever written. */
import { GitError, git } from "./git.ts";

export interface TreeEntry {
  /** As git has it, with "/"; decoded as UTF-8. */
  readonly path: string;
  /** "100644", "100755"; "120000" is a link, "160000" another repository. */
  readonly mode: string;
  readonly id: string;
  readonly bytes: number;
}

/** @returns everything below a commit, in git's order */
export function listTree(dir: string, commit: string): TreeEntry[] {
  const output = git(["ls-tree", "-r", "-z", "-l", "--full-tree", commit], { dir });
  const lines = output.toString("utf8").split("\0").slice(0, -1);
  return lines.map((line) => {
    const tab = line.indexOf("\t");
    const [mode = "", , id = "", bytes = "0"] = line.slice(0, tab).split(/ +/);
    return { mode, id, bytes: Number(bytes) || 0, path: line.slice(tab + 1) };
  });
}

/** @returns the contents, in the order of the ids */
export function readBlobs(dir: string, ids: readonly string[]): Buffer[] {
  if (ids.length === 0) return [];
  const output = git(["cat-file", "--batch"], { dir, input: `${ids.join("\n")}\n` });
  const blobs: Buffer[] = [];
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf(10, at);
    const [, kind, size] = output.toString("latin1", at, end).split(" ");
    if (kind !== "blob") throw new GitError(`the object ${id} is no file (${kind ?? "nothing"})`);
    const begin = end + 1;
    blobs.push(output.subarray(begin, begin + Number(size)));
    at = begin + Number(size) + 1;
  }
  return blobs;
}
