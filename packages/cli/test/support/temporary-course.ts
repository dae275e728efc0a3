/**
 * A whole course in a temporary folder, small but real: two labs whose tests run in the real
 * vitest, and a git repository with one commit. Make one for a `describe`, and `reset` it between
 * tests.
 */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writePristineRecord } from "@hpts/labkit/lab";
import { afterAll } from "vitest";
import { COURSE_FILES } from "./course-files.ts";
import { type Outcome, plainEnvironment, Running, runHpts, startHpts } from "./run.ts";

const MODULES = join(import.meta.dirname, "..", "..", "node_modules");
const LABS = ["labs/first", "labs/second"];

export interface Place {
  /** Folder to stand in, relative to the course. @default the course itself */
  readonly in?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export class Course {
  #root: string | undefined;

  /** Made at the first use, because nothing cleans up after tests that are only skipped. */
  get root(): string {
    this.#root ??= makeFolder();
    return this.#root;
  }

  hpts(args: readonly string[], { in: folder = ".", env = {} }: Place = {}): Promise<Outcome> {
    return runHpts(args, { cwd: join(this.root, folder), env });
  }

  /** `hpts` that goes on running. */
  start(args: readonly string[], { in: folder = ".", env = {} }: Place = {}): Running {
    return new Running(startHpts(args, { cwd: join(this.root, folder), env }));
  }

  write(file: string, text: string): void {
    writeText(join(this.root, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), "utf8");
  }

  remove(file: string): void {
    rmSync(join(this.root, file), { recursive: true, force: true });
  }

  exists(file: string): boolean {
    return existsSync(join(this.root, file));
  }

  /** Names in a folder; none if there is no such folder. */
  list(folder: string): string[] {
    return this.exists(folder) ? readdirSync(join(this.root, folder)).sort() : [];
  }

  /** Output as it is the same on every machine: no times, no temporary folder. */
  plain(text: string): string {
    return text.replaceAll(this.root, "<course>").replaceAll(/\bin \d+ ms/g, "in <n> ms");
  }

  git(...args: readonly string[]): void {
    runGit(this.root, ...args);
  }

  /** Back to a fresh clone: nothing written, nothing run, nothing committed. */
  reset(): void {
    this.git("reset", "--quiet", "--hard", "handed-out");
    this.git("clean", "-ffdxq", "--exclude=/labs/*/node_modules");
  }
}

const made: string[] = [];
afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** @returns a course that is removed when the test file is done */
export function makeCourse(): Course {
  return new Course();
}

function makeFolder(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "hpts-course-")));
  made.push(root);
  for (const [file, text] of Object.entries(COURSE_FILES)) writeText(join(root, file), text);
  for (const lab of LABS) {
    linkPackages(join(root, lab));
    writePristineRecord(join(root, lab));
  }
  runGit(root, "init", "--quiet");
  runGit(root, "add", "--all");
  runGit(root, "commit", "--quiet", "--no-gpg-sign", "--message", "hand out");
  runGit(root, "tag", "handed-out");
  return root;
}

function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function runGit(root: string, ...args: readonly string[]): void {
  const who = ["-c", "user.name=Student", "-c", "user.email=student@example.org"];
  execFileSync("git", [...who, "-c", "core.autocrlf=false", ...args], {
    cwd: root,
    env: plainEnvironment(),
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** The packages that labs import, as an installation would link them. */
function linkPackages(lab: string): void {
  mkdirSync(join(lab, "node_modules", "@hpts"), { recursive: true });
  for (const name of [join("@hpts", "labkit"), "vitest"]) {
    symlinkSync(realpathSync(join(MODULES, name)), join(lab, "node_modules", name), "junction");
  }
}
