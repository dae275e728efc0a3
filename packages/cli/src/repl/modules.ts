/**
 * Imports of the session: the student's files and the course's packages, in TypeScript, as they are
 * on the disk at that moment. The work is done by runtime/repl-hooks.mjs, on Node's loader thread.
 *
 * A module is a new one if its text or that of a file it imports has changed, and after `reload`;
 * otherwise it stays the same, with its state.
 */

import { existsSync, readdirSync } from "node:fs";
import { register } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

/** From the source as from a build: both lie two folders below the package. */
const HOOKS = new URL("../../runtime/repl-hooks.mjs", import.meta.url);

export class SessionModules {
  readonly #cwd: string;
  readonly #root: string;
  /** Counts reloads of everything. */
  #epoch = 0;
  #runs = 0;

  /**
   * @param cwd folder that relative imports start from
   * @param root the course, whose packages are found wherever one stands
   */
  constructor(cwd: string, root: string) {
    this.#cwd = cwd;
    this.#root = root;
    register(HOOKS.href, { data: { esbuildUrl: import.meta.resolve("esbuild") } });
    // Stack frames name the student's own lines. Costs nothing until a stack is read.
    process.setSourceMapsEnabled(true);
  }

  /** @param from folder of a relative specifier; default: where the session is */
  import(specifier: string, from: string = this.#cwd): Promise<unknown> {
    return this.#request({ wanted: specifier, parents: this.#parents(from) });
  }

  /** Runs a file as if it had never been loaded; what it imports is loaded again where changed. */
  run(file: string): Promise<unknown> {
    const parents = [pathToFileURL(`${dirname(file)}/`).href];
    return this.#request({ wanted: pathToFileURL(file).href, parents, run: ++this.#runs });
  }

  /** From now on, imports load everything again. */
  forgetAll(): void {
    this.#epoch++;
  }

  #request(what: { wanted: string; parents: string[]; run?: number }): Promise<unknown> {
    const request = JSON.stringify({ ...what, epoch: this.#epoch });
    return import(`hpts-repl:${encodeURIComponent(request)}`);
  }

  /** Where packages are looked for, in this order: here, in the course's packages, in its labs. */
  #parents(from: string): string[] {
    const folders = ["packages", "labs"].flatMap((group) => {
      const dir = join(this.#root, group);
      return existsSync(dir) ? readdirSync(dir).map((name) => join(dir, name)) : [];
    });
    const own = fileURLToPath(new URL("../../", import.meta.url));
    return [from, ...folders, own].map((dir) => pathToFileURL(`${dir}/`).href);
  }
}
