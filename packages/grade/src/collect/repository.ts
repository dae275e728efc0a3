/**
 * A git repository as it was handed in: fetched into a bare repository of ours, and read as objects.
 * Nothing is checked out; hooks, filters and settings of the repository are never asked.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GitError, git, gitAsync } from "../hosts/git.ts";
import { listTree, readBlobs, type TreeEntry } from "../hosts/git-tree.ts";
import { CollectError, type Entry, type Handed, MAX_ENTRIES } from "./entry.ts";

export interface RepositoryOptions {
  /** @default what the repository calls HEAD */
  readonly branch?: string;
  /** The last commit before; a commit's date is what its author says. */
  readonly before?: Date;
  /** @default two minutes */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 120_000;
const REF = "refs/hpts/handed-in";

/** @param url an https, ssh or file URL, or a path @throws CollectError */
export async function openRepository(
  url: string,
  { branch, before, timeoutMs = TIMEOUT_MS }: RepositoryOptions = {},
): Promise<Handed> {
  checkUrl(url);
  const dir = mkdtempSync(join(tmpdir(), "hpts-collect-"));
  const remove = (): void => rmSync(dir, { recursive: true, force: true });
  try {
    git(["init", "--quiet", "--bare", "--template="], { dir });
    const from = branch === undefined ? "HEAD" : `refs/heads/${branch}`;
    const depth = before === undefined ? ["--depth=1"] : [];
    const options = ["--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
    const args = ["fetch", ...options, ...depth, "--end-of-options", url, `+${from}:${REF}`];
    await gitAsync(args, { dir, timeoutMs });
    const commit = commitOf(dir, before);
    const tree = listTree(dir, commit);
    if (tree.length > MAX_ENTRIES) throw new CollectError(`it has more than ${MAX_ENTRIES} files`);
    const ids = new Map<Entry, string>();
    const entries = tree.map((one): Entry => {
      const entry = entryOf(one);
      ids.set(entry, one.id);
      return entry;
    });
    return {
      entries,
      notes: [],
      commit,
      read: (entry, mostBytes) => {
        if (entry.bytes > mostBytes) throw new CollectError(`it has more than ${mostBytes} bytes`);
        return readBlobs(dir, [ids.get(entry)!])[0]!;
      },
      close: remove,
    };
  } catch (error) {
    remove();
    if (error instanceof GitError) throw new CollectError(error.message.replaceAll(dir, "."));
    throw error;
  }
}

function checkUrl(url: string): void {
  if (/^(https|ssh|file):\/\//i.test(url) || /^[\w.-]+@[\w.-]+:/.test(url)) return;
  if (!url.includes("::") && !/^[a-z][a-z0-9+.-]*:\/\//i.test(url) && !url.startsWith("-")) return;
  throw new CollectError("its address must begin with https://, ssh:// or git@, or be a path");
}

function commitOf(dir: string, before: Date | undefined): string {
  const options = before === undefined ? [] : [`--before=${before.toISOString()}`];
  const args = ["rev-list", "--max-count=1", "--first-parent", ...options, REF];
  const commit = git(args, { dir }).toString("utf8").trim();
  if (commit !== "") return commit;
  throw new CollectError(`it has no commit before ${before?.toISOString() ?? "now"}`);
}

function entryOf({ path, mode, bytes }: TreeEntry): Entry {
  const kind = mode.startsWith("100") ? "file" : mode === "120000" ? "link" : "other";
  return { path, kind, bytes };
}
