/**
 * The course as students get it: one commit without history, made from a commit of the instructor's
 * course by an allow-list. The same course gives the same hash.
 */
import { existsSync, mkdirSync, readdirSync, realpathSync } from "node:fs";
import { basename } from "node:path";
import { keepPristineCopies, readLabs, UsageError } from "@hpts/labkit/lab";
import { GitError, git } from "../hosts/git.ts";
import { listTree, readBlobs, type TreeEntry } from "../hosts/git-tree.ts";
import { isHandedOut } from "./allow-list.ts";
import { checkPublished, checkStarters, type PublishFault } from "./check-published.ts";
import type { Text } from "./secrets.ts";
import { studentText } from "./student-texts.ts";
import { MESSAGE, type PublishedFile, writeCommit } from "./write-commit.ts";

export type { PublishFault } from "./check-published.ts";

export interface PublishOptions {
  /** A commit of the course. @default the last one */
  readonly commit?: string;
  /** Labs whose solutions are handed out as well. @default none */
  readonly released?: readonly string[];
  /** Whether the starters are run; some seconds a lab. @default true */
  readonly runsStarters?: boolean;
  /** What happens next, in words. */
  readonly onStep?: (step: string) => void;
}

export interface Publication {
  readonly dir: string;
  /** Hash of the one commit. */
  readonly commit: string;
  /** Of the instructor's commit. */
  readonly source: string;
  readonly files: number;
  readonly labs: readonly string[];
  readonly released: readonly string[];
  /** Files that differ from the commit, and were therefore published as they were before. */
  readonly uncommitted: number;
  /** Empty if it may be handed out. */
  readonly faults: readonly PublishFault[];
}

/**
 * @param root the instructor's course, a git repository
 * @param target a new or empty folder, or one that was published before: it is replaced
 * @throws UsageError
 */
export async function publish(
  root: string,
  target: string,
  options: PublishOptions = {},
): Promise<Publication> {
  const { commit = "HEAD", released = [], runsStarters = true, onStep = () => {} } = options;
  checkReleased(root, released);
  const source = commitOf(root, commit);
  checkTarget(target);
  onStep("reading the course");
  const course = readCourse(root, source);
  const files = studentFiles(course, released);
  onStep(`writing ${files.length} files`);
  mkdirSync(target, { recursive: true });
  const dir = realpathSync(target);
  const hash = writeCommit(dir, files);
  onStep("checking what was written");
  const faults = checkPublished(dir, keptTexts(course, released), released);
  const onLab = (lab: string): void => onStep(`running the starters of ${lab}`);
  if (runsStarters) faults.push(...(await checkStarters(root, onLab)));
  return {
    dir,
    commit: hash,
    source,
    files: files.length,
    labs: readLabs(dir).labs.map(({ manifest }) => manifest.id),
    released,
    uncommitted: uncommitted(root),
    faults,
  };
}

function checkReleased(root: string, released: readonly string[]): void {
  const labs = readLabs(root).labs.map(({ manifest }) => manifest.id);
  const unknown = released.find((lab) => !labs.includes(lab));
  if (unknown === undefined) return;
  throw new UsageError(`--release ${unknown}: there is no such lab; there are ${labs.join(", ")}`);
}

function commitOf(root: string, commit: string): string {
  try {
    const top = git(["rev-parse", "--show-toplevel"], { dir: root }).toString("utf8").trim();
    if (realpathSync(top) !== realpathSync(root)) throw new GitError("it is part of another one");
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{commit}`];
    return git(args, { dir: root }).toString("utf8").trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(
      `a publication is made from a commit: ${root} must be a git repository with the commit ${commit}`,
    );
  }
}

/** Nothing of anybody's is overwritten: only what this command itself has made. */
function checkTarget(target: string): void {
  if (!existsSync(target)) return;
  let names: string[];
  try {
    names = readdirSync(target);
  } catch {
    throw new UsageError(`${target} must be a folder, new or empty; it is a file`);
  }
  if (names.length === 0) return;
  if (names.includes(".git") && isPublication(target)) return;
  throw new UsageError(
    `${target} is not empty, and no earlier publication without changes: name a new folder`,
  );
}

function isPublication(dir: string): boolean {
  try {
    const log = git(["log", "--format=%B%x00", "--max-count=2"], { dir }).toString("utf8");
    const status = git(["status", "--porcelain"], { dir }).toString("utf8");
    const messages = log.split("\0").slice(0, -1);
    return messages.length === 1 && messages[0]!.trim() === MESSAGE.trim() && status === "";
  } catch {
    return false;
  }
}

interface Course {
  readonly entries: readonly TreeEntry[];
  readonly contents: readonly Buffer[];
}

function readCourse(root: string, commit: string): Course {
  for (const { dir } of readLabs(root).labs) keepPristineCopies(dir);
  const entries = listTree(root, commit).filter(({ mode }) => mode.startsWith("100"));
  return {
    entries,
    contents: readBlobs(
      root,
      entries.map(({ id }) => id),
    ),
  };
}

function studentFiles({ entries, contents }: Course, released: readonly string[]): PublishedFile[] {
  const paths = entries.map(({ path }) => path).filter((path) => isHandedOut(path, released));
  const open = new Set(paths.flatMap(withFolders));
  const isPublished = (path: string): boolean => open.has(path);
  return entries.flatMap(({ path, mode }, i): PublishedFile[] => {
    if (!isHandedOut(path, released)) return [];
    const content = contents[i]!;
    const isExecutable = mode === "100755";
    if (!/\.(md|json|ya?ml|ts)$/.test(path)) return [{ path, isExecutable, content }];
    const text = content.toString("utf8");
    const changed = studentText(path, text, isPublished);
    return [{ path, isExecutable, content: changed === text ? content : Buffer.from(changed) }];
  });
}

/** "a/b/c" -> "a/b/c", "a/b", "a" */
function withFolders(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}

const SECRET = /^labs\/[^/]+\/(solution|wrong)\/|^labs\/[^/]+\/NOTES\.md$|^packages\/grade\/src\//;

function keptTexts({ entries, contents }: Course, released: readonly string[]): Text[] {
  return entries.flatMap(({ path }, i) => {
    const isKept = SECRET.test(path) && basename(path) !== "expect.json";
    if (!isKept || isHandedOut(path, released)) return [];
    return [{ path, text: contents[i]!.toString("utf8") }];
  });
}

function uncommitted(root: string): number {
  const lines = git(["status", "--porcelain", "--untracked-files=no"], { dir: root });
  return lines.toString("utf8").split("\n").filter(Boolean).length;
}
