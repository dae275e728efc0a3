/**
 * Files that students get in another form: manifests without the scripts of authors, pages without
 * what is for instructors, links without an end as plain text. Pure: text in, text out.
 */
import { posix } from "node:path";
import { GRADE_COMMAND, KEPT_PACKAGES } from "./allow-list.ts";

/** Scripts that are left, by kind of workspace. */
const SCRIPTS = {
  root: ["start", "test", "hpts"],
  lab: ["hpts", "test"],
  package: [] as string[],
};
/** Without the solution there is nothing that the second configuration could check. */
const LAB_TYPES = "tsc -p .";

/** In place of the real one, which loads what is not handed out. */
const GRADE_COMMAND_TEXT = `/** \`hpts grade\` is the instructor's: its cases and its judge are not in this repository. */
import { UsageError } from "@hpts/labkit/lab";
import type { Command } from "commander";

/** @param program the parent, "hpts" */
export function addGrade(program: Command): void {
  program
    .command("grade", { hidden: true })
    .description("grading is done by your instructor")
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw new UsageError(
        "grading is done by your instructor, and not part of this repository; \`hpts test\` shows what is done",
      );
    });
}
`;

/**
 * @param path of the file, with "/"
 * @param isPublished whether a path of the course is handed out
 */
export function studentText(
  path: string,
  text: string,
  isPublished: (path: string) => boolean,
): string {
  if (path === GRADE_COMMAND) return GRADE_COMMAND_TEXT;
  if (path === "pnpm-lock.yaml") return withoutKeptPackages(text);
  if (path.endsWith("package.json")) return manifest(path, text);
  if (path.endsWith(".md")) return page(path, text, isPublished);
  return text;
}

interface Manifest {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
}

function manifest(path: string, text: string): string {
  const data = JSON.parse(text) as Manifest;
  const kind =
    path === "package.json" ? "root" : path.startsWith("labs/") ? "lab" : ("package" as const);
  const scripts = Object.entries(data.scripts ?? {}).filter(([name]) =>
    SCRIPTS[kind].includes(name),
  );
  if (kind === "lab") scripts.push(["typecheck", LAB_TYPES]);
  if (scripts.length > 0) data.scripts = Object.fromEntries(scripts);
  else delete data.scripts;
  for (const name of KEPT_PACKAGES) delete data.dependencies?.[`@hpts/${name}`];
  return `${JSON.stringify(data, null, 2)}\n`;
}

/**
 * The lock file of a course in which these packages never were, nor the workspace docs, of which a page
 * is handed out: an installation compares it with the manifests. What only they needed stays listed;
 * nobody installs it.
 */
export function withoutKeptPackages(lock: string): string {
  let text = lock;
  for (const folder of ["docs", ...KEPT_PACKAGES.map((name) => `packages/${name}`)]) {
    text = text.replace(new RegExp(`^ {2}${folder}:\\n(?: {4,}.*\\n)+\\n?`, "m"), "");
  }
  for (const name of KEPT_PACKAGES) {
    text = text.replaceAll(new RegExp(`^ {6}'@hpts/${name}':\\n(?: {8}.*\\n)+`, "gm"), "");
  }
  return text;
}

/** What stands between these two lines of a page is not for students. */
const INSTRUCTORS_ONLY = /^<!-- instructors -->\n[\s\S]*?^<!-- \/instructors -->\n\n?/gm;
const LINK = /!?\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g;

function page(path: string, text: string, isPublished: (path: string) => boolean): string {
  const isOpen = (target: string): boolean => leadsSomewhere(path, target, isPublished);
  return text
    .replaceAll(INSTRUCTORS_ONLY, "")
    .split("\n")
    .filter((line) => !isRowAbout(line, isOpen))
    .map((line) =>
      line.replaceAll(LINK, (link, words: string, target: string) =>
        isOpen(target) ? link : words,
      ),
    )
    .join("\n");
}

/** A row of a table that begins with a link to what students do not have. */
function isRowAbout(line: string, isOpen: (target: string) => boolean): boolean {
  const [, target] = /^\| *\[[^\]]*\]\(([^)\s]+)\)/.exec(line) ?? [];
  return target !== undefined && !isOpen(target);
}

function leadsSomewhere(
  from: string,
  target: string,
  isPublished: (path: string) => boolean,
): boolean {
  if (/^[a-z][a-z+.-]*:|^#/i.test(target)) return true;
  const file = target.split("#")[0]!;
  return isPublished(posix.join(posix.dirname(from), file).replace(/\/$/, ""));
}
