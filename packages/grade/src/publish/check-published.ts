/**
 * What a publication is checked for before anybody sees it. It is read back from its commit and its
 * folder, and not from what was meant to be written.
 */
import { join } from "node:path";
import { labFolders, readLabs } from "@hpts/labkit/lab";
import { checkLinks, lintPages } from "@hpts/labkit/lint";
import { openLab } from "@hpts/labkit/run";
import { git } from "../hosts/git.ts";
import { listTree, readBlobs } from "../hosts/git-tree.ts";
import { isForbidden, isHandedOut } from "./allow-list.ts";
import { findLeaks, type Text } from "./secrets.ts";
import { BRANCH } from "./write-commit.ts";

export interface PublishFault {
  /** Of what: "files", "history", "leak", "links", "starter". */
  readonly check: string;
  readonly message: string;
}

/** @param kept what stays with the instructor */
export function checkPublished(
  dir: string,
  kept: readonly Text[],
  released: readonly string[],
): PublishFault[] {
  const entries = listTree(dir, BRANCH);
  const texts = readBlobs(
    dir,
    entries.map(({ id }) => id),
  ).map((content, i) => ({ path: entries[i]!.path, text: content.toString("utf8") }));
  const fault = (check: string, message: string): PublishFault => ({ check, message });
  const commits = git(["rev-list", "--all"], { dir }).toString("utf8").trim().split("\n");
  return [
    ...(commits.length === 1 ? [] : [fault("history", `has ${commits.length} commits, not one`)]),
    ...entries
      .filter(({ mode }) => !mode.startsWith("100"))
      .map(({ path }) => fault("files", `${path} is a link, and not a file`)),
    ...entries
      .filter(({ path }) => isForbidden(path, released) || !isHandedOut(path, released))
      .map(({ path }) => fault("files", `${path} is not for students`)),
    ...findLeaks(texts, kept).map(({ path, line, message }) =>
      fault("leak", `${path}${line === undefined ? "" : `:${line}`} ${message}`),
    ),
    ...brokenLinks(
      dir,
      entries.map(({ path }) => path),
    ),
  ];
}

function brokenLinks(dir: string, paths: readonly string[]): PublishFault[] {
  const inLabs = labFolders(dir).flatMap((lab) => {
    const prefix = `${lab.slice(dir.length + 1).replaceAll("\\", "/")}/`;
    const pages = paths.filter((path) => path.startsWith(prefix) && path.endsWith(".md"));
    return checkLinks(
      dir,
      pages.map((path) => join(dir, path)),
    );
  });
  return [...lintPages(dir), ...inLabs].map(({ file, line, message }) => ({
    check: "links",
    message: `${file}:${line} ${message}`,
  }));
}

/**
 * Whether the starters are what lab.json declares. They are run in the instructor's course, where
 * the packages are installed, from the texts that were recorded as handed out.
 *
 * @param onLab is told which lab comes next
 */
export async function checkStarters(
  root: string,
  onLab: (lab: string) => void,
): Promise<PublishFault[]> {
  const faults: PublishFault[] = [];
  for (const { dir, manifest } of readLabs(root).labs) {
    onLab(manifest.id);
    const session = await openLab(dir, { targets: ["pristine"] });
    try {
      const [result] = await session.run({ only: () => manifest.exercises.map(({ id }) => id) });
      for (const { id, starter } of manifest.exercises) {
        const state = result?.exercises.find((one) => one.id === id)?.state ?? "not run";
        if (state === starter) continue;
        const message = `${manifest.id} ${id} is "${state}" as handed out; lab.json declares "${starter}"`;
        faults.push({ check: "starter", message });
      }
    } finally {
      await session.close();
    }
  }
  return faults;
}
