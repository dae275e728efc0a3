/**
 * A hash over everything that an exercise's verdict depends on. As long as it stays the same, work
 * that is done is done, and need not be run again.
 *
 * It covers, by content: the exercise's tests and the student's file, whatever these import in the
 * lab and in the course's packages, directly or not; what lab.json says of the exercise's file and
 * marks; the lock file for everything from npm; and Node's major version. Tests that run the student's own tests read files without importing them,
 * so for those (they import `@hpts/labkit/arena`) the whole starter and tests folders count.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { findUp } from "./find-up.ts";
import { importsOf } from "./imports.ts";
import type { ExerciseManifest } from "./lab-json.ts";

/** `./motion` and `./hunt.spec` are short for files of TypeScript; `../lab.json` is itself. */
const HAS_EXTENSION = /\.(?!spec$|test$)[^./\\]+$/;
const SOURCE = /\.[mc]?[jt]sx?$/;

const ARENA = "@hpts/labkit/arena";

interface ModuleFile {
  /** Time and size when it was read. */
  readonly stamp: string;
  readonly digest: string;
  readonly imports: readonly string[];
}

/** Hashes the exercises of one lab. Kept, it reads and parses again only the files that changed. */
export class ContentHasher {
  readonly #labDir: string;
  readonly #files = new Map<string, ModuleFile>();
  readonly #packages = new Map<string, string | undefined>();
  readonly #fixed: string;
  /** Files whose time was looked at in this pass. */
  #looked = new Set<string>();

  constructor(labDir: string) {
    this.#labDir = labDir;
    const lockFile = findUp(labDir, "pnpm-lock.yaml");
    const lock = lockFile === undefined ? "" : readFileSync(lockFile);
    const [node] = process.versions.node.split(".");
    this.#fixed = createHash("sha256").update(lock).update(`node ${node}`).digest("hex");
  }

  /**
   * The hashes of exercises, by id: 64 hexadecimal digits each, of the files as they are now. A file
   * that is missing counts as such; no error.
   */
  hashAll(exercises: readonly ExerciseManifest[]): Map<string, string> {
    this.#looked = new Set();
    return new Map(exercises.map((exercise) => [exercise.id, this.#hashOf(exercise)]));
  }

  #hashOf(exercise: ExerciseManifest): string {
    const roots = [join(this.#labDir, "tests", `${exercise.id}.test.ts`)];
    roots.push(join(this.#labDir, exercise.file));
    const files = this.#closure(roots);
    const hash = createHash("sha256").update(this.#fixed);
    // Not its title and points: they decide nothing.
    hash.update(JSON.stringify([exercise.file, exercise.marks ?? null]));
    for (const file of [...files].sort()) {
      hash.update(`${relative(this.#labDir, file)}\0${this.#read(file).digest}\0`);
    }
    return hash.digest("hex");
  }

  #closure(roots: readonly string[]): Set<string> {
    const seen = new Set<string>();
    const open = [...roots];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      for (const specifier of this.#read(file).imports) {
        const target = this.#resolve(specifier, file);
        if (target !== undefined) open.push(target);
        if (specifier === ARENA) open.push(...this.#folder("starter"), ...this.#folder("tests"));
      }
    }
    return seen;
  }

  #folder(name: string): string[] {
    const dir = join(this.#labDir, name);
    if (!existsSync(dir)) return [];
    const names = readdirSync(dir, { recursive: true, encoding: "utf8" });
    return names.filter((file) => file.endsWith(".ts")).map((file) => join(dir, file));
  }

  #read(file: string): ModuleFile {
    const known = this.#files.get(file);
    if (known !== undefined && this.#looked.has(file)) return known;
    this.#looked.add(file);
    const stamp = stampOf(file);
    if (known?.stamp === stamp) return known;
    const read = readModule(file, stamp);
    this.#files.set(file, read);
    return read;
  }

  #resolve(specifier: string, importer: string): string | undefined {
    if (specifier.startsWith("#lab/")) {
      return join(this.#labDir, "starter", `${specifier.slice("#lab/".length)}.ts`);
    }
    if (specifier.startsWith(".")) {
      const path = resolve(dirname(importer), specifier);
      return HAS_EXTENSION.test(path) ? path : `${path}.ts`;
    }
    if (!specifier.startsWith("@hpts/")) return undefined;
    const key = `${specifier} from ${dirname(importer)}`;
    if (!this.#packages.has(key)) this.#packages.set(key, resolvePackage(specifier, importer));
    return this.#packages.get(key);
  }
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? `${stat.mtimeMs}:${stat.size}` : "missing";
}

function readModule(file: string, stamp: string): ModuleFile {
  if (stamp === "missing") return { stamp, digest: "missing", imports: [] };
  const source = readFileSync(file, "utf8");
  const digest = createHash("sha256").update(source).digest("hex");
  const imports = SOURCE.test(file) ? importsOf(file, source) : [];
  return { stamp, digest, imports: imports.map(({ specifier }) => specifier) };
}

/** The source file behind "@hpts/core" or "@hpts/labkit/test", through the package's exports. */
function resolvePackage(specifier: string, importer: string): string | undefined {
  const [scope, name, ...rest] = specifier.split("/");
  const link = findUp(dirname(importer), join("node_modules", `${scope}`, `${name}`));
  if (link === undefined) return undefined;
  const packageDir = realpathSync(link);
  const { exports } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as {
    exports?: Record<string, unknown>;
  };
  const target = exports?.[[".", ...rest].join("/")];
  return typeof target === "string" ? join(packageDir, target) : undefined;
}
