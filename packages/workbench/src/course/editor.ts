/** The student's editor, opened at a place. Only those that have a window: a terminal is not ours. */
import { spawn } from "node:child_process";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { basename, delimiter, join, sep } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import { Refused } from "../server/answer.ts";

export interface Editor {
  /** As it is called: "code". */
  readonly name: string;
  readonly program: string;
}

type Arguments = (file: string, line: number, column: number) => string[];

const goTo: Arguments = (file, line, column) => ["--goto", `${file}:${line}:${column}`];
const withColons: Arguments = (file, line, column) => [`${file}:${line}:${column}`];
const jetBrains: Arguments = (file, line, column) => [
  "--line",
  String(line),
  "--column",
  String(column),
  file,
];

const KNOWN: Readonly<Record<string, Arguments>> = {
  code: goTo,
  "code-insiders": goTo,
  codium: goTo,
  cursor: goTo,
  windsurf: goTo,
  subl: withColons,
  zed: withColons,
  webstorm: jetBrains,
  idea: jetBrains,
  kate: (file, line, column) => ["--line", String(line), "--column", String(column), file],
  gedit: (file, line, column) => [`+${line}:${column}`, file],
};

/** What $VISUAL or $EDITOR names, else VS Code; none if it is not there or has no window. */
export function findEditor(env: NodeJS.ProcessEnv): Editor | undefined {
  const wanted = [env["VISUAL"], env["EDITOR"], "code"];
  for (const words of wanted) {
    const [word = ""] = (words ?? "").trim().split(/\s+/);
    const name = basename(word).replace(/\.(cmd|exe)$/i, "");
    if (!Object.hasOwn(KNOWN, name)) continue;
    const program = word.includes(sep) ? word : onPath(word, env["PATH"] ?? "");
    if (program !== undefined) return { name, program };
  }
  return undefined;
}

function onPath(name: string, path: string): string | undefined {
  // A .cmd file is started by a shell only, which would read signs in the path as its own.
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return path
    .split(delimiter)
    .filter((dir) => dir !== "")
    .map((dir) => join(dir, file))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface EditPlace {
  /** Such as "starter/motion.ts". */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** @throws Refused for what is no file of the lab's starter */
export function openInEditor(editor: Editor, lab: Lab, { file, line, column }: EditPlace): void {
  const path = starterFile(lab, file);
  const args = KNOWN[editor.name]!(path, line, column);
  const child = spawn(editor.program, args, { detached: true, stdio: "ignore" });
  child.once("error", () => {}); // it was there a moment ago; the page names the place all the same
  child.unref();
}

/** The real path of a file of the starter. @throws Refused */
export function starterFile(lab: Lab, file: string): string {
  const refused = new Refused(`${file} is no file of the starter of lab ${lab.manifest.id}`, 404);
  if (!/^starter\/[\w.-]+$/.test(file)) throw refused;
  try {
    const path = realpathSync(join(lab.dir, file));
    const isInside = path.startsWith(realpathSync(join(lab.dir, "starter")) + sep);
    if (isInside && statSync(path).isFile()) return path;
  } catch {
    // said below
  }
  throw refused;
}
