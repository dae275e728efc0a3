/** Which files are the user's own: what is measured, and what runs as it is. */
import { isAbsolute, join, relative, sep } from "node:path";

export interface FileFilter {
  /** Globs; with some, only files that match one of them are measured. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Globs are relative to it. */
  readonly cwd: string;
  /** Folders in node_modules that are measured all the same: the package of `-m`. */
  readonly always: readonly string[];
  /** Folder of the profiler's own code: a program that imports it does not measure it. */
  readonly own: string;
}

export function isMeasured(file: string, filter: FileFilter): boolean {
  if (file.startsWith(filter.own + sep)) return false;
  const matches = (glob: string): boolean => globPattern(glob, filter.cwd).test(portable(file));
  if (filter.exclude.some(matches)) return false;
  if (filter.include.length > 0) return filter.include.some(matches);
  if (filter.always.some((dir) => file.startsWith(dir + sep))) return true;
  return !portable(file).includes("/node_modules/");
}

/**
 * `*` and `?` within a name, `**` over folders; without a slash it is the name of a file or a folder
 * anywhere. What begins with a double star counts from `cwd` for files in it, and from the root for
 * others. A folder stands for all in it.
 */
export function globPattern(glob: string, cwd: string): RegExp {
  const isName = !/[\\/]/.test(glob);
  const isAnywhere = /^\*\*[\\/]/.test(glob);
  const inside = patternText(isName ? `/**/${glob}` : isAbsolute(glob) ? glob : join(cwd, glob));
  if (!isAnywhere) return new RegExp(`^${inside}(?:/.*)?$`);
  const outside = `(?!${patternText(cwd)}/)${patternText(`/${glob}`)}`;
  return new RegExp(`^(?:${inside}|${outside})(?:/.*)?$`);
}

/** Globs that match none of the files. */
export function unmatchedGlobs(
  globs: readonly string[],
  files: readonly string[],
  cwd: string,
): readonly string[] {
  return globs.filter((glob) => {
    const pattern = globPattern(glob, cwd);
    return !files.some((file) => pattern.test(portable(file)));
  });
}

function patternText(glob: string): string {
  return portable(glob)
    .replace(/[.+^${}()|[\]]/g, "\\$&")
    .replace(/\*\*\/|\*\*|\*|\?/g, (wild) => {
      if (wild === "**/") return "(?:.*/)?";
      if (wild === "**") return ".*";
      return wild === "*" ? "[^/]*" : "[^/]";
    });
}

const portable = (path: string): string => path.split(sep).join("/");

/** For messages: a path as seen from a folder, if it is below it. */
export function shortPath(file: string, from: string): string {
  const short = relative(from, file);
  return short.startsWith("..") || isAbsolute(short) ? file : short;
}
