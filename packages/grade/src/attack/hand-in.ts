/** Makes the folder that is handed in: the lab's solution, with the attack laid over it. */

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Action, Attack } from "./attack.ts";
import { ATTACKS_DIR, parseFiles } from "./catalogue.ts";
import type { ZipPart } from "./hostile-zip.ts";
import { packRepository, packZip } from "./packed.ts";

/** What texts of attacks name in double braces; the same for everybody, elsewhere for each grader. */
export interface Places {
  /** A folder that the grader's user may write to, with marks and a token in it. */
  readonly home: string;
  readonly token: string;
  /** On 127.0.0.1: whoever connects has left the sandbox. */
  readonly leakPort: number;
  /** The lab's reference solution. */
  readonly solution: string;
  /** The lab, as the grader has it. */
  readonly lab: string;
}

/** @param labDir with solution/ and starter/ */
export function handInAttack(attack: Attack, labDir: string, dir: string, places: Places): void {
  const starter = join(dir, "starter");
  cpSync(join(labDir, "solution"), starter, { recursive: true });
  for (const [path, text] of attack.files) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, filled(text, places));
  }
  const parts: ZipPart[] = [];
  for (const action of attack.actions) make(action, dir, places, parts);
}

/** Text with places and snippets in it; snippets may have others in them. */
export function filled(text: string, places: Places): string {
  return text.replaceAll(/\{\{([\w-]+)\}\}/g, (whole, name: string) => {
    const snippet = snippets().get(name);
    if (snippet !== undefined) return filled(snippet, places);
    return Object.hasOwn(places, name) ? String(places[name as keyof Places]) : whole;
  });
}

let read: Map<string, string> | undefined;

function snippets(): Map<string, string> {
  read ??= parseFiles(readFileSync(join(ATTACKS_DIR, "snippets.files"), "utf8")).files;
  return read;
}

/** @param parts of the zip that is made at the end */
function make({ make: what, words }: Action, dir: string, places: Places, parts: ZipPart[]): void {
  const [path = "", target = "", ...more] = words.map((word) => filled(word, places));
  // A path in a zip may lead anywhere: nothing is written there.
  if (what.startsWith("zip")) {
    makeZipped(what, dir, { path, words: [target, ...more] }, parts);
    return;
  }
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  switch (what) {
    case "repository":
      packRepository(dir);
      return;
    case "symlink":
      rmSync(file, { recursive: true, force: true });
      symlinkSync(target, file);
      return;
    case "hardlink":
      rmSync(file, { force: true });
      linkSync(target.startsWith("/") ? target : join(dir, target), file);
      return;
    case "fifo":
      rmSync(file, { force: true });
      execFileSync("mkfifo", [file]);
      return;
    case "runnable":
      chmodSync(file, 0o755);
      return;
    case "copies":
      for (let i = 0; i < Number(target); i++) writeFileSync(`${file}-${i}.ts`, "export {};\n");
      return;
    case "repeated": {
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.repeat(Number(target)));
      return;
    }
    case "nested": {
      const depth = Number(target);
      const text = `${"(".repeat(depth)}1${")".repeat(depth)};\n`;
      writeFileSync(file, text + readFileSync(file, "utf8"));
      return;
    }
    case "deep": {
      const folder = join(file, ...Array<string>(Number(target)).fill("d"));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "deep.ts"), "export {};\n");
      return;
    }
    default:
      throw new Error(`nobody knows how to make ${what}`);
  }
}

const MEGABYTE = 1_000_000;

function makeZipped(
  what: string,
  dir: string,
  { path, words }: { path: string; words: readonly string[] },
  parts: ZipPart[],
): void {
  const [first = "", second = ""] = words;
  switch (what) {
    case "zip":
      packZip(dir, parts);
      return;
    case "zip-file":
      parts.push({ path, content: Buffer.from(words.join(" ")) });
      return;
    case "zip-link":
      parts.push({ path, content: Buffer.from(first), isLink: true });
      return;
    case "zip-bomb":
      parts.push({
        path,
        content: Buffer.alloc(Number(first) * MEGABYTE),
        ...(second !== "" && { saysBytes: Number(second) }),
      });
      return;
    case "zip-same": {
      const alsoAs = Array.from({ length: Number(second) }, (_, i) => `${path}-${i}.ts`);
      parts.push({ path, content: Buffer.alloc(Number(first) * MEGABYTE), alsoAs });
      return;
    }
    default:
      throw new Error(`nobody knows how to make ${what}`);
  }
}
