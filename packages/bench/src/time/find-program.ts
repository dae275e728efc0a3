/**
 * Finds the file of a command as execvp does, so that one that is not there gets one clear line
 * before anything is started.
 *
 * Windows (not tested): the endings of PATHEXT are tried, too.
 */
import { accessSync, closeSync, constants, openSync, readSync, statSync } from "node:fs";
import { basename, delimiter, isAbsolute, join, resolve } from "node:path";
import { CannotStart } from "./result.ts";

export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** @throws CannotStart */
export function findProgram(name: string, where: Surroundings): string {
  if (name === "") throw new CannotStart(127, "'': command not found");
  let found = false;
  for (const file of candidates(name, where)) {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    if (stat.isDirectory()) {
      if (hasFolder(name, where)) throw new CannotStart(126, `${name}: is a directory`);
      continue;
    }
    found = true;
    if (isExecutable(file)) return file;
  }
  if (found) throw new CannotStart(126, `${name}: permission denied`);
  const missing = hasFolder(name, where) ? "no such file" : "command not found";
  if (/\s/.test(name)) throw new CannotStart(127, `${name}: ${missing}; ${oneWord(name)}`);
  throw new CannotStart(127, `${name}: ${missing}`);
}

/** A whole line in quotes. */
function oneWord(line: string): string {
  if (!/[|&;<>$]/.test(line)) return `this is one word; leave out the quotes: ${line}`;
  return `this is one word, which a shell takes apart: sh -c '${line.replaceAll("'", "'\\''")}'`;
}

/** Whether a program is Node, or a script that Node runs. */
export function isNodeProgram(file: string): boolean {
  return /^node(\.exe)?$/i.test(basename(file)) || /^#!.*\bnode\b/.test(firstLine(file));
}

function candidates(name: string, where: Surroundings): string[] {
  const { env, cwd, platform } = where;
  const path = env["PATH"] ?? env["Path"] ?? "";
  const folders = hasFolder(name, where) ? [""] : path.split(delimiter);
  const endings = platform === "win32" ? ["", ...(env["PATHEXT"] ?? ".EXE").split(";")] : [""];
  return folders.flatMap((folder) =>
    endings.map((ending) => {
      const file = (folder === "" ? name : join(folder, name)) + ending;
      return isAbsolute(file) ? file : resolve(cwd, file);
    }),
  );
}

function hasFolder(name: string, { platform }: Surroundings): boolean {
  return name.includes("/") || (platform === "win32" && name.includes("\\"));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** At most 200 bytes of it. */
function firstLine(file: string): string {
  const bytes = Buffer.alloc(200);
  try {
    const descriptor = openSync(file, "r");
    const length = readSync(descriptor, bytes);
    closeSync(descriptor);
    return bytes.toString("latin1", 0, length).split("\n")[0] ?? "";
  } catch {
    return "";
  }
}
