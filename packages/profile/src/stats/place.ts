/** How reports name the place of a function. */
import { isAbsolute, relative, sep } from "node:path";
import type { FrameKind } from "../model/profile.ts";

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

/** The place of a frame, as pstats names it. */
export function placeOf(
  { name, file, line, kind }: Place & { kind: FrameKind },
  cwd: string,
): Place {
  if (file !== "") return { file: shownPath(file, cwd), line, name };
  const bare = name.replace(/^\((.*)\)$/, "$1");
  return { file: "~", line: 0, name: kind === "js" ? name : `<${bare}>` };
}

/** Relative to the folder in which the program ran, if it is below it. */
export function shownPath(file: string, cwd: string): string {
  if (cwd === "" || !isAbsolute(file)) return file;
  const below = relative(cwd, file);
  return below === "" || below.startsWith(`..${sep}`) || isAbsolute(below) ? file : below;
}

/** "file:line(name)", or "{name}" for what is in no file. */
export function labelOf({ file, line, name }: Place): string {
  if (file !== "~" || line !== 0) return `${file}:${line}(${name})`;
  return name.startsWith("<") && name.endsWith(">") ? `{${name.slice(1, -1)}}` : name;
}
