/** Magics that read and write files: %run, %load, %reload, %save. */

import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import type { Magic, MagicResult } from "../magic.ts";
import { parseOptions, splitWords } from "../options.ts";
import { inputsInRanges } from "../ranges.ts";
import { ReplError } from "../repl-error.ts";
import type { Session } from "../session.ts";

export const FILE_MAGICS: readonly Magic[] = [
  {
    name: "run",
    usage: "%run file [args]",
    purpose: "run a file anew; what it exports is there afterwards",
    details: ["The file sees the arguments in process.argv, as when run by itself."],
    run: runFile,
  },
  {
    name: "load",
    usage: "%load file",
    purpose: "run a file's text as if it were typed here; all its names are there afterwards",
    run: loadFile,
  },
  {
    name: "reload",
    usage: "%reload",
    purpose: "load everything imported so far once more, changed or not",
    details: ["A file that was saved is loaded again by its next import anyway."],
    run: reloadAll,
  },
  {
    name: "save",
    usage: "%save [-a] [-f] file [ranges]",
    purpose: "write inputs to a file: %save mine.ts 2-4 7; without ranges all of them",
    details: ["-a  append to the file", "-f  overwrite a file that is there"],
    run: saveInputs,
  },
];

async function runFile(session: Session, text: string): Promise<MagicResult> {
  const [name, ...args] = splitWords(text);
  const file = existingFile(session, name, "%run file [args]");
  const argv = process.argv;
  process.argv = [argv[0]!, file, ...args];
  try {
    const exports = await session.evaluator.within(() => session.modules.run(file));
    for (const [key, value] of Object.entries(exports as object)) {
      if (key !== "default") (globalThis as Record<string, unknown>)[key] = value;
    }
  } finally {
    process.argv = argv;
  }
  return undefined;
}

async function loadFile(session: Session, text: string): Promise<MagicResult> {
  const file = existingFile(session, splitWords(text)[0], "%load file");
  return { value: await session.load(file, readFileSync(file, "utf8")) };
}

async function reloadAll(session: Session): Promise<MagicResult> {
  const count = await session.importAgain();
  session.host.print(
    count === 0 ? "nothing is imported yet" : `${count} import${count === 1 ? "" : "s"} run again`,
  );
  return undefined;
}

function saveInputs(session: Session, text: string): MagicResult {
  const { flags, rest } = parseOptions(text, "af", "save");
  const [name, ...ranges] = splitWords(rest);
  if (name === undefined) throw new ReplError("%save needs a file: %save mine.ts 1-3");
  const file = resolve(session.host.cwd, /\.\w+$/.test(name) ? name : `${name}.ts`);
  const earlier = session.inputs.slice(0, -1);
  const inputs = inputsInRanges(earlier, ranges, "save");
  if (inputs.length === 0) throw new ReplError("%save: there is no input to write yet");
  if (existsSync(file) && !flags.has("a") && !flags.has("f")) {
    throw new ReplError(`${name} is there already: -f overwrites it, -a appends`);
  }
  const written = inputs.map((input) => `${input.text.replace(/\n+$/, "")}\n`).join("");
  try {
    if (flags.has("a")) appendFileSync(file, written);
    else writeFileSync(file, written);
  } catch (error) {
    throw new ReplError(`%save: ${(error as Error).message}`);
  }
  session.host.print(`${inputs.length} input${inputs.length === 1 ? "" : "s"} written to ${name}`);
  return undefined;
}

function existingFile(session: Session, name: string | undefined, usage: string): string {
  if (name === undefined) throw new ReplError(`a file is missing: ${usage}`);
  const file = resolve(session.host.cwd, name);
  const found = [file, `${file}.ts`].find((one) =>
    statSync(one, { throwIfNoEntry: false })?.isFile(),
  );
  if (found === undefined) throw new ReplError(`there is no file ${name} in ${session.host.cwd}`);
  return found;
}
