/**
 * Where the lines of B7 run: names that were declared stay. A file of its own, so that what a
 * student types can run elsewhere than its judge does.
 */
import { createContext, runInContext } from "node:vm";
import * as core from "@hpts/core";

/** Why a line does not run. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code?: string | undefined;
}

const QUIET = { log() {}, info() {}, warn() {}, error() {}, table() {} };

export class Scope {
  readonly #names: Record<string, unknown>;

  /** @param instead what "@hpts/core" gives here in place of its own */
  constructor(instead: Readonly<Record<string, unknown>>) {
    const module = { ...core, ...instead };
    this.#names = createContext({ console: QUIET, performance, __import: importer(module) });
  }

  /** What is called `simulator` now. */
  get simulator(): unknown {
    return this.#names["simulator"];
  }

  async run(script: string, limitMs: number): Promise<Failure | undefined> {
    try {
      await runInContext(script, this.#names, { timeout: limitMs });
      return undefined;
    } catch (error) {
      const { name, message, code } = (error ?? {}) as Partial<Failure>;
      return { name: String(name), message: String(message), code };
    }
  }
}

function importer(module: object): (from: string, names?: readonly string[]) => unknown {
  return (from, names = []) => {
    if (from !== "@hpts/core") throw new SyntaxError(`all it needs is in "@hpts/core"`);
    const missing = names.find((name) => !(name in module));
    if (missing !== undefined) throw new SyntaxError(`"@hpts/core" exports no ${missing}`);
    return module;
  };
}
