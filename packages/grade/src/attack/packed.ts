/** Submissions that are handed in as a zip or as a git repository. */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Attack } from "./attack.ts";
import { hostileZip, type ZipPart } from "./hostile-zip.ts";

export const ZIP_NAME = "handed-in.zip";

/** Whether it must be collected before it can be graded. */
export function isPacked({ actions }: Attack): boolean {
  return actions.some(({ make }) => make === "zip" || make === "repository");
}

/** What is in the folder becomes the zip in it, with `more` behind it. */
export function packZip(dir: string, more: readonly ZipPart[]): void {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const parts = files.map((file) => ({
    path: file.slice(dir.length + 1),
    content: readFileSync(file),
  }));
  const zip = hostileZip([...parts, ...more]);
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, ZIP_NAME), zip);
}

/** Commits the folder. What it has below `.git` is laid over that afterwards: nothing of it is run. */
export function packRepository(dir: string): void {
  const own = mkdtempSync(`${dir}-git-`);
  if (existsSync(join(dir, ".git"))) renameSync(join(dir, ".git"), join(own, "git"));
  const env = {
    PATH: process.env["PATH"] ?? "",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...{ GIT_AUTHOR_NAME: "ada", GIT_AUTHOR_EMAIL: "ada@example.org" },
    ...{ GIT_COMMITTER_NAME: "ada", GIT_COMMITTER_EMAIL: "ada@example.org" },
  };
  const git = (...args: string[]): unknown =>
    execFileSync("git", args, { cwd: dir, env, stdio: "pipe" });
  git("init", "--quiet", "--template=");
  git("add", "--all", "--force");
  git("commit", "--quiet", "--message=handed in");
  if (existsSync(join(own, "git"))) {
    mkdirSync(join(dir, ".git"), { recursive: true });
    cpSync(join(own, "git"), join(dir, ".git"), { recursive: true });
  }
  rmSync(own, { recursive: true });
}
