/**
 * A session: runs one input after the other, keeps what was typed and what came out.
 *
 * It prints nothing but what a magic has to say; showing results and errors is the caller's, who
 * knows whether a person or a script is there.
 */
import { dirname } from "node:path";
import { bridge, openBridge } from "./bridge.ts";
import { Evaluator } from "./evaluator.ts";
import { isOpenCell, parseInput } from "./input.ts";
import { inspectName } from "./inspect-name.ts";
import type { MagicResult, Magics } from "./magic.ts";
import { SessionModules } from "./modules.ts";
import { ReplError } from "./repl-error.ts";
import { type Transpilation, transpile } from "./transpile.ts";
import { type InputRecord, type Trouble, troubleOf } from "./trouble.ts";

export interface SessionHost {
  readonly cwd: string;
  readonly root: string;
  /** Folders whose files are the course's own code. */
  readonly ourFolders: readonly string[];
  readonly isPiped: boolean;
  readonly hasColours: boolean;
  readonly print: (text: string) => unknown;
}

export type Outcome =
  | { readonly kind: "value"; readonly value: unknown; readonly number: number }
  | { readonly kind: "nothing" }
  | { readonly kind: "leave" }
  | { readonly kind: "trouble"; readonly trouble: Trouble };

export class Session {
  readonly host: SessionHost;
  readonly magics: Magics;
  readonly modules: SessionModules;
  readonly evaluator: Evaluator;
  readonly inputs: InputRecord[] = [];
  /** Names that were there before the student's. */
  readonly #known: ReadonlySet<string>;
  readonly #forgotten = new Set<string>();
  /** Import statements as they are run, so that `%reload` can run them again. */
  readonly #imports = new Set<string>();
  #out: Record<number, unknown> = {};
  #prepared: { text: string; result: Transpilation } | undefined;
  /** Folder that relative imports of the running input start from. */
  #importsFrom: string;

  constructor(host: SessionHost, magics: Magics) {
    this.host = host;
    this.magics = magics;
    this.#importsFrom = host.cwd;
    this.evaluator = new Evaluator(!host.isPiped);
    this.modules = new SessionModules(host.cwd, host.root);
    openBridge();
    bridge.import = async (specifier, names = []) => {
      const module = await this.modules.import(specifier, this.#importsFrom);
      demandExports(module as object, names, specifier);
      return module;
    };
    this.#offer("_", () => this.#out[Math.max(...Object.keys(this.#out).map(Number))]);
    this.#offer("In", () => ["", ...this.inputs.map(({ text }) => text)]);
    this.#offer("Out", () => this.#out);
    this.#known = new Set(Object.getOwnPropertyNames(globalThis));
  }

  get nextNumber(): number {
    return this.inputs.length + 1;
  }

  /** Names that the session has declared, in order. */
  get names(): string[] {
    return Object.getOwnPropertyNames(globalThis).filter((name) => {
      const isForgotten = this.#forgotten.has(name) && this.valueOf(name) === undefined;
      return !this.#known.has(name) && !isForgotten && !name.startsWith("__hpts");
    });
  }

  valueOf(name: string): unknown {
    return (globalThis as Record<string, unknown>)[name];
  }

  /** Whether `text` goes on in the next line. */
  async isIncomplete(text: string): Promise<boolean> {
    const input = parseInput(text);
    if (input.kind === "cell") return isOpenCell(text);
    return input.kind === "code" && (await this.#prepare(text)).kind === "incomplete";
  }

  /** @param firstLine of the script, 1-based */
  async run(text: string, firstLine = 1): Promise<Outcome> {
    const { kind } = parseInput(text);
    if (kind === "empty") return { kind: "nothing" };
    if (kind === "leave" && !this.names.includes(/\w+/.exec(text)![0])) return { kind };
    const record: InputRecord = { number: this.nextNumber, text, firstLine };
    this.inputs.push(record);
    try {
      const result = await this.#runInput(text, record);
      if (result === undefined || result.value === undefined) return { kind: "nothing" };
      this.#out[record.number] = result.value;
      return { kind: "value", value: result.value, number: record.number };
    } catch (error) {
      return { kind: "trouble", trouble: this.trouble(error, record) };
    }
  }

  /** An error that came from elsewhere than the running input, as from a timer. */
  trouble(error: unknown, record: InputRecord | undefined = this.inputs.at(-1)): Trouble {
    const { cwd, ourFolders, isPiped } = this.host;
    const input = record ?? { number: 0, text: "", firstLine: 1 };
    const thrown = error instanceof Thrown ? error.value : error;
    return troubleOf(thrown, input, { cwd, ourFolders, isPiped, inputs: this.inputs });
  }

  /**
   * Runs TypeScript in the session's scope.
   *
   * @param from folder of its relative imports
   * @throws what it throws; ReplError if it does not parse
   */
  async evaluate(
    source: string,
    {
      from = this.host.cwd,
      record = this.inputs.at(-1)!,
    }: { from?: string; record?: InputRecord } = {},
  ): Promise<unknown> {
    const result = await this.#prepare(source);
    if (result.kind === "incomplete") {
      const lines = source.split("\n");
      const place = { line: lines.length, column: lines.at(-1)!.length + 1 };
      throw new ReplError("the input ends too early", place);
    }
    if (result.kind === "fault") throw new ReplError(`SyntaxError: ${result.message}`, result);
    record.map = result.map;
    record.code = source;
    for (const statement of result.imports) this.#imports.add(statement);
    return this.#evaluateCode(result.code, `In[${record.number}]`, from);
  }

  /** Runs the text of a file as if it were typed. @throws as `evaluate` */
  load(file: string, source: string): Promise<unknown> {
    const record = this.inputs.at(-1)!;
    record.loaded = { file, text: source };
    return this.evaluate(source, { from: dirname(file), record });
  }

  /** Runs every import of the session again, and says how many there are. */
  async importAgain(): Promise<number> {
    this.modules.forgetAll();
    for (const statement of this.#imports) {
      await this.#evaluateCode(statement, "reload", this.host.cwd);
    }
    return this.#imports.size;
  }

  /** Forgets all names, and what came out. */
  reset(): void {
    for (const name of this.names) {
      if (Reflect.deleteProperty(globalThis, name)) continue;
      // The `var` of a script stays; without a value it counts as not there.
      (globalThis as Record<string, unknown>)[name] = undefined;
      this.#forgotten.add(name);
    }
    this.#imports.clear();
    this.#out = {};
  }

  async #evaluateCode(code: string, place: string, from: string): Promise<unknown> {
    this.#importsFrom = from;
    const evaluation = await this.evaluator.evaluate(code, place);
    if (!evaluation.ok) throw new Thrown(evaluation.thrown);
    return evaluation.value;
  }

  async #runInput(text: string, record: InputRecord): Promise<MagicResult> {
    const input = parseInput(text);
    switch (input.kind) {
      case "empty":
        return undefined;
      case "leave": // a name of the session, after all
      case "code":
        return { value: await this.evaluate(text, { record }) };
      case "question":
        this.host.print(await inspectName(this, input.expression, input.wantsSource));
        return undefined;
      case "cell": {
        const magic = this.#magic(input.name);
        if (magic.runCell === undefined) throw new ReplError(`%%${input.name} has no cell form`);
        return magic.runCell(this, input.text, input.body);
      }
      case "magic": {
        const magic = this.#magic(input.name);
        if (magic.run === undefined)
          throw new ReplError(`%${input.name} only stands as %%${input.name}`);
        const result = await magic.run(this, input.text);
        if (input.assignTo === undefined) return result;
        (globalThis as Record<string, unknown>)[input.assignTo] = result?.value;
        return undefined;
      }
    }
  }

  #magic(name: string): NonNullable<ReturnType<Magics["get"]>> {
    const magic = this.magics.get(name);
    if (magic === undefined) throw new ReplError(`there is no magic %${name}: %lsmagic lists them`);
    return magic;
  }

  async #prepare(text: string): Promise<Transpilation> {
    if (this.#prepared?.text !== text) {
      this.#prepared = { text, result: await transpile(text, "input.ts") };
    }
    return this.#prepared.result;
  }

  /** A name that the student may take for something else. */
  #offer(name: string, get: () => unknown): void {
    Object.defineProperty(globalThis, name, {
      get,
      set: (value: unknown) =>
        Object.defineProperty(globalThis, name, { value, writable: true, configurable: true }),
      configurable: true,
    });
  }
}

/** What the linker of modules checks, had it been there. */
function demandExports(module: object, names: readonly string[], specifier: string): void {
  const missing = names.find((name) => !(name in module));
  if (missing === undefined) return;
  const there = Object.keys(module).join(", ");
  throw new SyntaxError(
    `${specifier} exports no ${missing}${there === "" ? ", nor anything else" : `, but ${there}`}`,
  );
}

/** What the session's code has thrown; need not be an error. */
class Thrown extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super("thrown in the session");
    this.value = value;
  }
}
