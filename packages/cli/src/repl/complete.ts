/** What Tab offers: magics, files, members of an object, names. Nothing is run that has effects. */
import { readdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Session } from "./session.ts";

const KEYWORDS =
  "async await break case catch class const continue debugger default delete do else export false finally for function if import in instanceof interface let new null return switch this throw true try type typeof undefined var void while yield".split(
    " ",
  );
const MEMBER =
  /((?:[A-Za-z_$][\w$]*)(?:\??\.[A-Za-z_$][\w$]*|\[(?:\d+|"[^"]*"|'[^']*')\])*)\??\.([\w$]*)$/;

/** @returns what fits, and the part of the line that it would replace */
export function complete(session: Session, line: string): [string[], string] {
  const magic = /^\s*(%{1,2}\w*)$/.exec(line)?.[1];
  if (magic !== undefined) {
    const signs = magic.startsWith("%%") ? "%%" : "%";
    const names = session.magics.all
      .filter(({ runCell }) => signs === "%" || runCell !== undefined)
      .map(({ name }) => signs + name);
    return fitting(names, magic);
  }
  const path =
    /^\s*%(?:run|load|save)\s+(?:-\w+\s+)*([^\s"']*)$/.exec(line)?.[1] ??
    /(?:\bfrom|\bimport\s*\(?)\s*["'](\.{1,2}\/[^"']*)$/.exec(line)?.[1];
  if (path !== undefined) return completePath(path, session.host.cwd);
  const [, object, start] = MEMBER.exec(line) ?? [];
  if (object !== undefined) {
    const [names] = fitting(membersOf(session.evaluator.peek(object)), start ?? "");
    return [names.map((name) => `${object}.${name}`), `${object}.${start}`];
  }
  const name = /[A-Za-z_$][\w$]*$/.exec(line)?.[0];
  if (name === undefined) return [[], line];
  return fitting([...KEYWORDS, ...Object.getOwnPropertyNames(globalThis)], name);
}

function fitting(names: readonly string[], start: string): [string[], string] {
  const unique = new Set(names.filter((name) => name.startsWith(start)));
  return [[...unique].sort(), start];
}

function membersOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const names: string[] = [];
  for (let at: object | null = Object(value); at !== null; at = Object.getPrototypeOf(at)) {
    names.push(...Object.getOwnPropertyNames(at));
  }
  return names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
}

function completePath(path: string, cwd: string): [string[], string] {
  const folder = path.endsWith("/") ? path : dirname(`${path}x`);
  const head = path.slice(0, path.lastIndexOf("/") + 1);
  try {
    const names = readdirSync(resolve(cwd, folder), { withFileTypes: true })
      .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
      .map((entry) => head + entry.name + (entry.isDirectory() ? "/" : ""));
    return fitting(names, path);
  } catch {
    return [[], path];
  }
}
