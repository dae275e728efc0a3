/**
 * A file as it was in a revision of git, with the files beside it, in a folder of its own. Packages
 * are those that are installed now, the repository's own among them.
 */
import { execFileSync } from "node:child_process";
import { existsSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { temporaryFolder } from "../process/guard.ts";

/** There is no such revision, or the file is not in it. */
export class RevisionError extends Error {
  readonly code = "HPTS_BENCH_REVISION";
  override readonly name = "RevisionError";
  /** Whether there is no such revision at all. */
  readonly isUnknown: boolean;

  constructor(message: string, options: ErrorOptions & { readonly isUnknown?: boolean } = {}) {
    super(message, options);
    this.isUnknown = options.isUnknown ?? false;
  }
}

export interface OldFile {
  readonly file: string;
  remove(): void;
}

/** @throws RevisionError */
export function fileAt(revision: string, file: string): OldFile {
  const path = realpathSync(file);
  const root = git(dirname(path), "rev-parse", "--show-toplevel");
  if (root === undefined) throw new RevisionError(`${file} is not in a git repository`);
  if (git(root, "rev-parse", "--verify", "--quiet", `${revision}^{commit}`) === undefined) {
    throw new RevisionError(`there is no revision ${revision}`, { isUnknown: true });
  }
  const name = relative(realpathSync(root), path).replaceAll("\\", "/");
  if (git(root, "cat-file", "-e", `${revision}:${name}`) === undefined) {
    throw new RevisionError(`there is no ${name} in the revision ${revision}`);
  }
  const { dir, remove } = temporaryFolder("hpts-revision-");
  try {
    git(root, "archive", "--format=tar", `--output=${join(dir, "tree.tar")}`, revision);
    execFileSync("tar", ["-xf", "tree.tar"], { cwd: dir, stdio: "ignore" });
    linkPackages(realpathSync(root), dir, dirname(name));
  } catch (cause) {
    remove();
    throw new RevisionError(`the revision ${revision} could not be unpacked`, { cause });
  }
  return { file: join(dir, name), remove };
}

/** Every node_modules between the file and the root, at the same place beside the old file. */
function linkPackages(root: string, dir: string, folder: string): void {
  for (let at = folder; ; at = dirname(at)) {
    const target = join(root, at, "node_modules");
    const link = join(dir, at, "node_modules");
    if (existsSync(target) && !existsSync(link)) symlinkSync(target, link, "junction");
    if (at === "." || at === "/") return;
  }
}

/** None if git is not there, or refuses. */
function git(cwd: string, ...args: string[]): string | undefined {
  try {
    const stdio = ["ignore", "pipe", "ignore"] as const;
    return execFileSync("git", args, { cwd, encoding: "utf8", stdio: [...stdio] }).trim();
  } catch {
    return undefined;
  }
}
