/** What a function is called where there is room for a word or two. */
import type { ProfileData } from "@hpts/profile";

/** A program has as many `<module>` as it has files: these say which. */
export function shownName({ functions }: ProfileData, fn: number): string {
  const name = functions.name[fn] ?? "";
  return name === "<module>" ? `${name} ${shortFile(functions.file[fn] ?? "")}` : name;
}

/** Without its folders. */
export function shortFile(file: string): string {
  return file.replace(/^.*[\\/]/, "");
}
