/** From what an instructor names to one thing handed in for each student. */
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { UsageError } from "@hpts/labkit/lab";
import { distinctNames, studentName } from "./student-names.ts";

export type SourceKind = "folder" | "zip" | "repository" | "nothing";

export interface Source {
  /** The student's name, and the folder's that is made. */
  readonly id: string;
  readonly kind: SourceKind;
  /** Path or URL. */
  readonly from: string;
  /** Why there is nothing: a link, a file of another kind. */
  readonly why?: string;
}

type Unnamed = Omit<Source, "id"> & { readonly name: string };

const LIST = /\.(csv|txt|tsv)$/i;
const ZIP = /\.zip$/i;
const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:/i;
const MAX_LIST_BYTES = 10 * 1024 * 1024;
/** What systems leave in folders. */
const NOBODYS = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * @param expected names of the lab's files: a folder with one of them is a submission itself
 * @throws UsageError for a source that is not there
 */
export function sourcesOf(
  words: readonly string[],
  cwd: string,
  lab: string,
  expected: readonly string[],
): Source[] {
  const found = words.flatMap((word) => sourcesIn(word, cwd, lab, expected));
  const ids = distinctNames(found.map(({ name }) => studentName(name)));
  return found.map(({ kind, from, why }, i) => ({
    id: ids[i]!,
    kind,
    from,
    ...(why !== undefined && { why }),
  }));
}

function sourcesIn(word: string, cwd: string, lab: string, expected: readonly string[]): Unnamed[] {
  if (URL_LIKE.test(word)) return [{ name: nameOfUrl(word), kind: "repository", from: word }];
  const path = resolve(cwd, word);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new UsageError(`there is no ${word}: name a folder, zip, URL or list`);
  if (stat.isFile() && LIST.test(path)) return listed(path);
  if (!stat.isDirectory() || isSubmission(path, lab, expected)) return [handedIn(path)];
  const names = readdirSync(path, { encoding: "buffer" })
    .map((name) => name.toString("utf8"))
    .filter((name) => !NOBODYS.test(name))
    .sort();
  if (names.length === 0) throw new UsageError(`${word} is empty: nobody has handed anything in`);
  return names.map((name) => handedIn(join(path, name)));
}

/** One student's: what it is, by a look at it. */
function handedIn(path: string): Unnamed {
  const name = basename(path);
  const nothing = (why: string): Unnamed => ({ name, kind: "nothing", from: path, why });
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return nothing("its name is not UTF-8: rename it");
  if (stat.isSymbolicLink()) return nothing("it is a link, which is not followed");
  if (stat.isFile()) {
    if (!ZIP.test(name)) return nothing(`it is a ${extname(name) || "file"}, not a folder or zip`);
    return { name: name.replace(ZIP, ""), kind: "zip", from: path };
  }
  if (!stat.isDirectory()) return nothing("it is no folder, zip or repository");
  if (isRepository(path))
    return { name: name.replace(/\.git$/, ""), kind: "repository", from: path };
  const only = onlyZip(path);
  return only === undefined
    ? { name, kind: "folder", from: path }
    : { name, kind: "zip", from: only };
}

/** Moodle gives a folder a student, with what was uploaded in it. */
function onlyZip(dir: string): string | undefined {
  const names = readdirSync(dir).filter((name) => !NOBODYS.test(name));
  const [only = ""] = names;
  const path = join(dir, only);
  return names.length === 1 && ZIP.test(only) && lstatSync(path).isFile() ? path : undefined;
}

/** A clone, or a bare repository. A file `.git` would point elsewhere. */
function isRepository(dir: string): boolean {
  const isFolder = (path: string): boolean =>
    lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder(join(dir, ".git"))) return true;
  return (
    isFolder(join(dir, "objects")) && isFolder(join(dir, "refs")) && existsSync(join(dir, "HEAD"))
  );
}

function isSubmission(dir: string, lab: string, expected: readonly string[]): boolean {
  if (isRepository(dir) || existsSync(join(dir, "labs", lab))) return true;
  const folders = [dir, join(dir, "starter")];
  return folders.some((folder) => expected.some((name) => existsSync(join(folder, name))));
}

/** "name,url" or "name<tab>url" a line; a comma in the name needs quotes. A URL alone names itself. */
function listed(file: string): Unnamed[] {
  if (statSync(file).size > MAX_LIST_BYTES) throw new UsageError(`${file} is too long for a list`);
  const text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  const lines = text.split(/\r\n|\n|\r/).map((line, i) => ({ line: line.trim(), number: i + 1 }));
  const found = lines
    .filter(({ line }) => line !== "" && !line.startsWith("#") && !/^name[,;\t]\s*url$/i.test(line))
    .map(({ line, number }) => {
      const fields = /^(?:(?:"((?:[^"]|"")*)"|([^,;\t]*?))\s*[,;\t]\s*)?"?([^,;\t"]+)"?$/.exec(
        line,
      );
      const from = fields?.[3]?.trim();
      if (from === undefined) {
        throw new UsageError(
          `${file}:${number} must be "name,url" or a url, got ${line.slice(0, 80)}`,
        );
      }
      const name = (fields?.[1]?.replaceAll('""', '"') ?? fields?.[2] ?? "").trim();
      return { name: name === "" ? nameOfUrl(from) : name, from };
    });
  if (found.length === 0) throw new UsageError(`${file} names nobody: a line is "name,url"`);
  return found.map(({ name, from }): Unnamed => {
    if (URL_LIKE.test(from)) return { name, kind: "repository", from };
    const path = resolve(dirname(file), from);
    if (!existsSync(path)) return { name, kind: "nothing", from, why: "there is no such file" };
    return { ...handedIn(path), name };
  });
}

/** "https://host/class/lab-ada.git" -> "lab-ada" */
function nameOfUrl(url: string): string {
  const path = url.replace(/[/]+$/, "").replace(/\.git$/, "");
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf(":")) + 1);
}
