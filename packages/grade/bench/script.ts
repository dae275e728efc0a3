/** What the measuring scripts have in common: their options, their folder, and the page they write. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

export const ROOT: string = join(import.meta.dirname, "..", "..", "..");

/** The names of a script's options, without --, and what holds without them. */
export type Defaults = Readonly<Record<string, string | number>>;

export type Chosen<D extends Defaults> = {
  readonly [Name in keyof D]: D[Name] extends number ? number : string;
};

/**
 * Reads the process's arguments. --help and --write are there besides. What is wrong is said, and the
 * process ends with exit code 2.
 *
 * @param defaults a number stands for an option that takes a whole number
 * @param least of each whole number
 */
export function readOptions<const D extends Defaults>(
  help: string,
  defaults: D,
  least: number,
): { chosen: Chosen<D>; write: boolean } {
  const { help: isAsked, write, ...texts } = textsOf(defaults);
  if (isAsked) {
    console.log(help);
    process.exit(0);
  }
  const read = Object.entries(defaults).map(([name, value]) => {
    const text = texts[name];
    if (typeof value === "string") return [name, text];
    const count = Number(text || Number.NaN);
    if (Number.isSafeInteger(count) && count >= least) return [name, count];
    return fail(`--${name} must be a whole number, ${least} or more, got ${JSON.stringify(text)}`);
  });
  return { chosen: Object.fromEntries(read), write: write === true };
}

function textsOf(defaults: Defaults): Record<string, string | boolean | undefined> {
  const texts = Object.entries(defaults).map(
    ([name, value]) => [name, { type: "string", default: String(value) }] as const,
  );
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ options: { ...Object.fromEntries(texts), help: flag, write: flag } }).values;
  } catch (error) {
    return fail(`${(error as Error).message}\n--help shows the options`);
  }
}

/** The options as one would type them. */
export function commandLine(chosen: Chosen<Defaults>): string {
  return Object.entries(chosen)
    .map(([name, value]) => `--${name} ${value}`)
    .join(" ");
}

/** A wrong option, or a measurement that cannot go on: says so, and ends with exit code 2. */
export function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

/** A folder that is gone when the process ends. */
export function ownFolder(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `hpts-${name}-`));
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** The day, and on what machine. */
export function measuredOn(): string {
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day}: ${cpus().length} cores (${cpus()[0]?.model}), Node ${process.versions.node}`;
}

/** Below the head of a table in Markdown. */
export function rows(all: readonly (readonly (string | number)[])[]): string {
  return all.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** @param name of the file in docs/measurements; undefined: the page is only printed */
export function publish(page: string, name: string | undefined): void {
  console.log(page);
  if (name === undefined) return;
  const target = join(ROOT, "docs", "measurements", name);
  writeFileSync(target, page);
  console.error(`written: ${target}`);
}
